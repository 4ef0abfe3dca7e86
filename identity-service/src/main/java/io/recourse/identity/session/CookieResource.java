package io.recourse.identity.session;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out from a browser, whose pages see the access token alone. */
@Path(SessionCookie.PATH)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Authentication", description = "Signing in and out")
@APIResponse(
        responseCode = "403",
        description = "A page of another site asks: Sec-Fetch-Site is neither same-origin nor none or, where a browser "
                + "sends none, Origin is another")
public class CookieResource {

    private static final String COOKIE = "The refresh token, HttpOnly and SameSite=Strict, and Secure where the public "
            + "URL is https; it is sent to these routes alone";

    private final PasswordSignIn passwordSignIn;
    private final Refreshing refreshing;
    private final SigningOut signingOut;
    private final AccessTokens accessTokens;
    private final SessionCookie cookie;
    private final OwnPages ownPages;

    @Inject
    CookieResource(
            PasswordSignIn passwordSignIn,
            Refreshing refreshing,
            SigningOut signingOut,
            AccessTokens accessTokens,
            SessionCookie cookie,
            OwnPages ownPages) {
        this.passwordSignIn = passwordSignIn;
        this.refreshing = refreshing;
        this.signingOut = signingOut;
        this.accessTokens = accessTokens;
        this.cookie = cookie;
        this.ownPages = ownPages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign in from a browser",
            description = "Like /api/auth/login, but the refresh token is in a cookie that no script can read.")
    @APIResponse(
            responseCode = "200",
            description = "The access token of a new session",
            headers = @Header(name = HttpHeaders.SET_COOKIE, description = COOKIE),
            content = @Content(schema = @Schema(implementation = SignedInBrowser.class)))
    @APIResponse(responseCode = "401", description = "Nobody is let in with these; why, is not told")
    @APIResponse(
            responseCode = "429",
            description = "The account or the address has failed too often; Retry-After says how long to wait")
    public Uni<RestResponse<SignedInBrowser>> signIn(@NotNull @Valid Login request, @Context HttpServerRequest http) {
        ownPages.require(http);
        return passwordSignIn.signIn(request, Client.of(http)).chain(this::answer);
    }

    @POST
    @Path("refresh")
    @Operation(
            summary = "Go on with a browser's session",
            description = "The cookie is replaced. The one replaced last may come again for 10 seconds, because a page "
                    + "that is reloaded loses the answer; any other one that comes again ends its session.")
    @Parameter(
            name = SessionCookie.NAME,
            in = ParameterIn.COOKIE,
            description = "The refresh token",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "A new access token of the session",
            headers = @Header(name = HttpHeaders.SET_COOKIE, description = COOKIE),
            content = @Content(schema = @Schema(implementation = SignedInBrowser.class)))
    @APIResponse(responseCode = "401", description = "There is no cookie, or it works no longer and is cleared")
    public Uni<RestResponse<SignedInBrowser>> refresh(@Context HttpServerRequest http) {
        ownPages.require(http);
        String token = cookie.tokenIn(http);
        if (token == null) {
            throw new DeadCookieException(cookie.forget());
        }
        return refreshing
                .refreshInBrowser(token, Client.of(http))
                .onFailure(SignInRefusedException.class)
                .transform(refused -> new DeadCookieException(cookie.forget()))
                .chain(this::answer);
    }

    @DELETE
    @Operation(
            summary = "Sign out in a browser",
            description = "Ends the session of the cookie, if there is one, and clears the cookie.")
    @Parameter(
            name = SessionCookie.NAME,
            in = ParameterIn.COOKIE,
            description = "The refresh token",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "204",
            description = "Signed out",
            headers = @Header(name = HttpHeaders.SET_COOKIE, description = "Clears the cookie"))
    public Uni<RestResponse<Void>> signOut(@Context HttpServerRequest http) {
        ownPages.require(http);
        String token = cookie.tokenIn(http);
        Uni<Void> ended = token == null ? Uni.createFrom().voidItem() : signingOut.endOf(token);
        return ended.replaceWith(RestResponse.ResponseBuilder.<Void>noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.forget())
                .build());
    }

    private Uni<RestResponse<SignedInBrowser>> answer(OpenSession open) {
        return accessTokens.of(open).map(tokens -> RestResponse.ResponseBuilder.ok(SignedInBrowser.of(tokens))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, cookie.keep(open.refreshToken()))
                .build());
    }
}

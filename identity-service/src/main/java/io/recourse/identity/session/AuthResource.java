package io.recourse.identity.session;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.recourse.identity.event.SessionEnd;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out over HTTP. */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication", description = "Signing in and out")
public class AuthResource {

    private final PasswordSignIn passwordSignIn;
    private final Refreshing refreshing;
    private final SigningOut signingOut;
    private final AccessTokens accessTokens;
    private final CurrentCaller caller;

    @Inject
    AuthResource(
            PasswordSignIn passwordSignIn,
            Refreshing refreshing,
            SigningOut signingOut,
            AccessTokens accessTokens,
            CurrentCaller caller) {
        this.passwordSignIn = passwordSignIn;
        this.refreshing = refreshing;
        this.signingOut = signingOut;
        this.accessTokens = accessTokens;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("login")
    @PermitAll
    @Operation(summary = "Sign in with username or e-mail address and password")
    @APIResponse(
            responseCode = "200",
            description = "The tokens of a new session",
            content = @Content(schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(responseCode = "401", description = "Nobody is let in with these; why, is not told")
    @APIResponse(
            responseCode = "429",
            description = "The account or the address has failed too often; Retry-After says how long to wait")
    public Uni<RestResponse<SignedIn>> login(@NotNull @Valid Login request, @Context HttpServerRequest http) {
        return passwordSignIn.signIn(request, Client.of(http)).chain(this::answer);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("refresh")
    @PermitAll
    @Operation(
            summary = "Go on with a session",
            description = "A refresh token works once; using one again ends its session.")
    @APIResponse(
            responseCode = "200",
            description = "New tokens of the session",
            content = @Content(schema = @Schema(implementation = SignedIn.class)))
    @APIResponse(responseCode = "401", description = "The token is unknown or spent, or its session is over")
    public Uni<RestResponse<SignedIn>> refresh(@NotNull @Valid Refresh request, @Context HttpServerRequest http) {
        return refreshing.refresh(request.refreshToken(), Client.of(http)).chain(this::answer);
    }

    @POST
    @Path("logout")
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Sign out", description = "The session's tokens are refused by every service.")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Uni<Void> logout() {
        Caller sender = caller.get();
        return signingOut
                .end(sender.id(), UUID.fromString(sender.sessionId()), SessionEnd.LOGOUT)
                // Somebody else has just ended it, which is all that was asked for.
                .onFailure(SessionNotFoundException.class)
                .recoverWithNull();
    }

    private Uni<RestResponse<SignedIn>> answer(OpenSession open) {
        return accessTokens.of(open).map(tokens -> RestResponse.ResponseBuilder.ok(tokens)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }
}

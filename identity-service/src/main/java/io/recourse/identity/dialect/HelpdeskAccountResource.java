package io.recourse.identity.dialect;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.identity.account.AccountSearch;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The helpdesk's accounts. */
@Path("/dialects/helpdesk/api")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: helpdesk")
public class HelpdeskAccountResource {

    @Inject
    OlderAccounts accounts;

    @Inject
    AccountSearch search;

    /** An account as it is registered or changed. */
    @Schema(name = "HelpdeskUserRequest")
    record UserRequest(String username, String email, String password, String firstName, String lastName) {}

    /** Asks to be let in. */
    @Schema(name = "HelpdeskLogin")
    record LoginRequest(@Schema(description = "Or email") String username, String password) {}

    /** A token to be sent as {@code Authorization: Bearer}. */
    @Schema(name = "HelpdeskToken")
    record Token(String token, HelpdeskUser user) {}

    /** What was done. */
    @Schema(name = "HelpdeskMessage")
    record Message(String message) {}

    @POST
    @Path("register")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Register")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(responseCode = "201", description = "The user")
    @APIResponse(responseCode = "429", description = "Too many registrations from this address")
    public Uni<RestResponse<HelpdeskUser>> register(JsonNode body, @Context HttpServerRequest http) {
        return accounts.register(Sent.of(body), http)
                .map(account -> ResponseBuilder.create(RestResponse.Status.CREATED, HelpdeskUser.of(account))
                        .build());
    }

    @POST
    @Path("login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in")
    @RequestBody(content = @Content(schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "401", description = "Nobody is let in with these")
    @APIResponse(responseCode = "429", description = "The account or the address has failed too often")
    public Uni<RestResponse<Token>> login(JsonNode body, @Context HttpServerRequest http) {
        return accounts.signIn(Sent.of(body), http)
                .map(signedIn -> Secret.answer(new Token(signedIn.accessToken(), HelpdeskUser.of(signedIn.user()))));
    }

    @POST
    @Path("logout")
    @Operation(summary = "Sign out", description = "The token is refused from then on.")
    @APIResponse(responseCode = "200", description = "Signed out")
    public Uni<Message> logout() {
        return accounts.signOut().replaceWith(new Message("Logged out"));
    }

    @GET
    @Path("profile")
    @Operation(summary = "Read one's own account")
    public Uni<HelpdeskUser> profile() {
        return accounts.own().map(HelpdeskUser::of);
    }

    @PUT
    @Path("profile")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change one's own profile", description = "What is absent stays.")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(responseCode = "200", description = "The user after the change")
    public Uni<HelpdeskUser> replace(JsonNode body) {
        return edit(body);
    }

    @PATCH
    @Path("profile")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change some of one's own profile")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(responseCode = "200", description = "The user after the change")
    public Uni<HelpdeskUser> edit(JsonNode body) {
        return accounts.edit(Sent.of(body)).map(HelpdeskUser::of);
    }

    @DELETE
    @Path("profile")
    @Operation(summary = "Delete one's own account", description = "Personal data is erased; tickets stay.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete() {
        return accounts.own().chain(account -> accounts.delete(account.id()));
    }

    @GET
    @Path("user")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "List users by username", description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<HelpdeskUser>>> list(
            @Parameter(description = "Part of name, e-mail address or username") @RestQuery("search") String part,
            @Parameter(description = "user, agent or admin") @RestQuery String role,
            @RestQuery String limit,
            @RestQuery String cursor,
            @Context UriInfo uri) {
        return search.find(part, role, null, Integer.toString(BareList.limit(limit)), cursor)
                .map(page -> BareList.of(page, uri, HelpdeskUser::of));
    }

    @GET
    @Path("user/{id}")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Read a user")
    public Uni<HelpdeskUser> read(@RestPath UUID id) {
        return accounts.byId(id).map(HelpdeskUser::of);
    }
}

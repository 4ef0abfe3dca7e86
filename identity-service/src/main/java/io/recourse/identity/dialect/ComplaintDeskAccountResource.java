package io.recourse.identity.dialect;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.platform.dialect.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The complaint desk's accounts. */
@Path("/dialects/complaint-desk/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Dialect: complaint desk")
public class ComplaintDeskAccountResource {

    @Inject
    OlderAccounts accounts;

    /** Asks for an account. */
    @Schema(name = "ComplaintDeskUserRequest")
    record CreateUser(String username, String firstName, String lastName, String email, String password) {}

    /** An account that was made. */
    @Schema(name = "ComplaintDeskUser")
    record User(
            UUID userId,
            String username,
            @Schema(examples = "User created") String message) {}

    /** Asks to be let in. */
    @Schema(name = "ComplaintDeskLogin")
    record LoginRequest(String username, String password) {}

    /** A token to be sent as {@code Authorization: Bearer}. */
    @Schema(name = "ComplaintDeskToken")
    record Token(String token) {}

    @POST
    @Path("create_user")
    @Operation(summary = "Register")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateUser.class)))
    @APIResponse(responseCode = "201", description = "The account")
    @APIResponse(responseCode = "429", description = "Too many registrations from this address")
    public Uni<RestResponse<User>> create(JsonNode body, @Context HttpServerRequest http) {
        return accounts.register(Sent.of(body), http).map(account -> ResponseBuilder.create(
                        RestResponse.Status.CREATED, new User(account.id(), account.username(), "User created"))
                .build());
    }

    @POST
    @Path("user_login")
    @Operation(summary = "Sign in")
    @RequestBody(content = @Content(schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "401", description = "Nobody is let in with these")
    @APIResponse(responseCode = "429", description = "The account or the address has failed too often")
    public Uni<RestResponse<Token>> login(JsonNode body, @Context HttpServerRequest http) {
        return accounts.signIn(Sent.of(body), http).map(signedIn -> Secret.answer(new Token(signedIn.accessToken())));
    }
}

package io.recourse.identity.dialect;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.identity.account.AccountView;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The image desk's users: user, staff and admin, who are customers, agents and admins here. */
@Path("/dialects/image-desk/user")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: image desk")
public class ImageDeskUserResource {

    private static final String STAFF = "staff";

    @Inject
    OlderAccounts accounts;

    /** An account as it is registered or changed. */
    @Schema(name = "ImageDeskUserRequest")
    record UserRequest(
            String username,
            String password,
            String email,
            @Schema(description = "Instead of the next two") String name,
            String firstName,
            String lastName,
            String phone,
            String address) {}

    /** Who becomes what. */
    @Schema(name = "ImageDeskRole")
    record RoleRequest(
            String username,

            @Schema(enumeration = {"user", "staff", "admin"})
            String role) {}

    /** A user as this desk shows one. */
    @Schema(name = "ImageDeskUser")
    record User(
            UUID id,
            String username,
            String name,
            String firstName,
            String lastName,
            String email,
            String phone,
            String address,

            @Schema(enumeration = {"user", "staff", "admin"})
            String role,

            Instant createdAt) {

        static User of(AccountView account) {
            return new User(
                    account.id(),
                    account.username(),
                    account.firstName() + " " + account.lastName(),
                    account.firstName(),
                    account.lastName(),
                    account.email(),
                    account.phone(),
                    account.address(),
                    word(account.role()),
                    account.createdAt());
        }
    }

    /** What was done. */
    @Schema(name = "ImageDeskUserMessage")
    record Message(String message) {}

    static String word(Role role) {
        return role == Role.AGENT ? STAFF : role.toString();
    }

    private static Role role(String word) {
        try {
            return word.equalsIgnoreCase(STAFF) ? Role.AGENT : Role.fromString(word.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException("role", "must be one of user, staff, admin");
        }
    }

    @GET
    @Operation(summary = "Read a user", description = "Oneself without username; others for staff.")
    @APIResponse(responseCode = "404", description = "There is none of this name")
    public Uni<User> read(@RestQuery String username) {
        return accounts.byName(username).map(User::of);
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Register", description = "Open to everyone.")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(responseCode = "201", description = "The user")
    @APIResponse(responseCode = "429", description = "Too many registrations from this address")
    public Uni<RestResponse<User>> register(JsonNode body, @Context HttpServerRequest http) {
        return accounts.register(Sent.of(body), http)
                .map(account -> ResponseBuilder.create(RestResponse.Status.CREATED, User.of(account))
                        .build());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change one's own profile", description = "What is absent stays.")
    @RequestBody(content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(responseCode = "200", description = "The user after the change")
    public Uni<User> edit(JsonNode body) {
        return accounts.edit(Sent.of(body)).map(User::of);
    }

    @DELETE
    @Operation(summary = "Delete a user", description = "Oneself without username; others for admins.")
    @APIResponse(responseCode = "200", description = "Deleted")
    public Uni<Message> delete(@RestQuery String username) {
        return accounts.byName(username)
                .chain(account -> accounts.delete(account.id()))
                .replaceWith(new Message("User deleted"));
    }

    @PUT
    @Path("role")
    @RolesAllowed(Role.ADMIN_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a user another role", description = "For admins, as everywhere. Their sessions end.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoleRequest.class)))
    @APIResponse(responseCode = "200", description = "The user after the change")
    public Uni<User> changeRole(JsonNode body) {
        Sent sent = Sent.of(body);
        Role role = role(sent.requiredText("role"));
        return accounts.byName(sent.requiredText("username"))
                .chain(account -> accounts.changeRole(account.id(), role))
                .map(User::of);
    }
}

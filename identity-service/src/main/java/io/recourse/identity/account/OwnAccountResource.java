package io.recourse.identity.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.throttle.ClientAddress;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's own account over HTTP. */
@Path("/api/users/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Own account", description = "What people do with their own accounts")
public class OwnAccountResource {

    private final OwnAccount own;
    private final Administration administration;
    private final Accounts accounts;
    private final CurrentCaller caller;

    @Inject
    OwnAccountResource(OwnAccount own, Administration administration, Accounts accounts, CurrentCaller caller) {
        this.own = own;
        this.administration = administration;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Read one's own account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<RestResponse<AccountView>> read() {
        Caller sender = caller.get();
        return Panache.withSession(() -> accounts.require(sender.id())).map(AccountResponse::ok);
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, AccountResource.MERGE_PATCH})
    @Operation(summary = "Change one's own profile", description = "A merge patch: null clears a field.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EditProfile.Patch.class)))
    @APIResponse(
            responseCode = "200",
            description = "The changed account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "409", description = "The e-mail address is taken")
    @APIResponse(responseCode = "412", description = "The account is not in the state that If-Match names")
    public Uni<RestResponse<AccountView>> edit(@NotNull ObjectNode patch, @HeaderParam("If-Match") String ifMatch) {
        return own.edit(caller.get().id(), patch, ifMatch).map(AccountResponse::ok);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("password")
    @Operation(summary = "Change one's own password", description = "The other sessions end, this one stays.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "422", description = "current_password is not the present password")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords; Retry-After says how long to wait")
    public Uni<Void> changePassword(@NotNull @Valid ChangePassword request, @Context HttpServerRequest http) {
        return own.changePassword(caller.get(), request, ClientAddress.of(http));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("availability")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Say whether one takes new complaints")
    @APIResponse(
            responseCode = "200",
            description = "The changed account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Uni<RestResponse<AccountView>> setAvailability(
            @NotNull @Valid SetAvailability request, @HeaderParam("If-Match") String ifMatch) {
        return own.setAvailable(caller.get().id(), request.available(), ifMatch).map(AccountResponse::ok);
    }

    @DELETE
    @Operation(
            summary = "Delete one's own account",
            description = "Personal data is erased here and in the other services; complaints stay.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "One is the last active admin")
    public Uni<Void> delete(@HeaderParam("If-Match") String ifMatch) {
        Caller sender = caller.get();
        return administration.delete(sender.id(), sender.id(), ifMatch);
    }
}

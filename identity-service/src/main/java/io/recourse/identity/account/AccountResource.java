package io.recourse.identity.account;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.key.SecretMac;
import io.recourse.identity.throttle.ClientAddress;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.CurrentCaller;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Registration and the accounts of others over HTTP. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users", description = "Accounts: registration, search, administration")
public class AccountResource {

    static final String MERGE_PATCH = "application/merge-patch+json";

    private final Registration registration;
    private final Administration administration;
    private final AccountSearch search;
    private final Accounts accounts;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final SecretMac mac;

    @Inject
    AccountResource(
            Registration registration,
            Administration administration,
            AccountSearch search,
            Accounts accounts,
            CurrentCaller caller,
            Idempotency idempotency,
            SecretMac mac) {
        this.registration = registration;
        this.administration = administration;
        this.search = search;
        this.accounts = accounts;
        this.caller = caller;
        this.idempotency = idempotency;
        this.mac = mac;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(summary = "Register", description = "Open to everyone; an admin may give the new account a role.")
    @APIResponse(
            responseCode = "201",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "A field is missing or malformed, the password is a common one, or a role was given by someone else than an admin")
    @APIResponse(
            responseCode = "429",
            description = "Too many registrations from this address; Retry-After says how long to wait")
    @APIResponse(
            responseCode = "409",
            description = "The username or e-mail address is taken; `violations` names which")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another request")
    public Uni<RestResponse<AccountView>> register(
            @HeaderParam(Idempotency.HEADER) String key,
            @NotNull @Valid RegisterAccount request,
            @Context HttpServerRequest http) {
        String address = ClientAddress.of(http);
        return caller.find()
                .chain(sender -> idempotency.once(
                        key,
                        sender.map(known -> known.id().toString()).orElse("at " + ClientAddress.network(address)),
                        request.withPassword(mac.of(SecretMac.Purpose.REQUEST_FINGERPRINT, request.password())),
                        () -> registration.register(request, sender, address).map(AccountResponse::created)));
    }

    @GET
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Search accounts",
            description = "All accounts come by username. With q, whoever is called exactly so comes first; the others "
                    + "come by username within a page, and the pages in an order of their own. The list ends where "
                    + "next_cursor is null: a page of what is very rare may have fewer items than limit, or none, "
                    + "and still go on.")
    public Uni<Page<AccountView>> list(
            @Parameter(description = "Part of the name, e-mail address or username") @QueryParam("q") String part,
            @Parameter(description = "user, agent or admin") @QueryParam("role") String role,
            @Parameter(description = "true or false") @QueryParam("active") String active,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return search.find(part, role, active, limit, cursor);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "Read an account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "404", description = "There is none with this id")
    public Uni<RestResponse<AccountView>> read(UUID id) {
        return Panache.withSession(() -> accounts.require(id)).map(AccountResponse::ok);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Change an account", description = "A merge patch. Deactivation ends its sessions.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EditAccount.Patch.class)))
    @APIResponse(
            responseCode = "200",
            description = "The changed account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "409", description = "The e-mail address is taken, or this is the last active admin")
    @APIResponse(responseCode = "412", description = "The account is not in the state that If-Match names")
    public Uni<RestResponse<AccountView>> edit(
            UUID id, @NotNull ObjectNode patch, @HeaderParam("If-Match") String ifMatch) {
        return administration.edit(caller.get().id(), id, patch, ifMatch).map(AccountResponse::ok);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("{id}/role")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Give an account another role", description = "Its sessions end.")
    @APIResponse(
            responseCode = "200",
            description = "The changed account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(responseCode = "409", description = "This is the last active admin")
    public Uni<RestResponse<AccountView>> changeRole(
            UUID id, @NotNull @Valid ChangeRole request, @HeaderParam("If-Match") String ifMatch) {
        return administration
                .changeRole(caller.get().id(), id, request.role(), ifMatch)
                .map(AccountResponse::ok);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Delete an account",
            description = "Personal data is erased here and in the other services; complaints stay.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "409", description = "This is the last active admin")
    public Uni<Void> delete(UUID id, @HeaderParam("If-Match") String ifMatch) {
        return administration.delete(caller.get().id(), id, ifMatch);
    }
}

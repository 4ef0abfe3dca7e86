package io.recourse.identity.dialect;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.ForbiddenException;
import io.recourse.identity.account.AccountNotFoundException;
import io.recourse.identity.account.AccountSearch;
import io.recourse.identity.account.AccountView;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.token.Caller;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The utility desk's customers. */
@Path("/dialects/utility-desk/api/accounts/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: utility desk")
public class UtilityCustomerResource {

    @Inject
    OlderAccounts accounts;

    @Inject
    AccountSearch search;

    @Inject
    CurrentCaller caller;

    /** A customer as one is registered. */
    @Schema(name = "UtilityCustomerRequest")
    record CustomerRequest(
            String username,
            String password,
            String email,
            String firstName,
            String lastName,
            String phoneNumber,
            String address) {}

    /** A customer as this desk shows one. */
    @Schema(name = "UtilityCustomer")
    record Customer(
            UUID id,
            String username,
            String email,
            String firstName,
            String lastName,
            String phoneNumber,
            String address,
            @Schema(examples = "C-000123") String accountNumber,
            Instant createdAt) {

        static Customer of(AccountView account) {
            return new Customer(
                    account.id(),
                    account.username(),
                    account.email(),
                    account.firstName(),
                    account.lastName(),
                    account.phone(),
                    account.address(),
                    account.customerNumber(),
                    account.createdAt());
        }
    }

    @POST
    @Path("get_token")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in")
    @RequestBody(content = @Content(schema = @Schema(implementation = UtilityToken.LoginRequest.class)))
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "401", description = "Nobody is let in with these")
    @APIResponse(responseCode = "429", description = "The account or the address has failed too often")
    public Uni<RestResponse<UtilityToken>> signIn(JsonNode body, @Context HttpServerRequest http) {
        return accounts.signIn(Sent.of(body), http).map(UtilityToken::of).map(Secret::answer);
    }

    @GET
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "List customers by username", description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<Customer>>> list(
            @Parameter(description = "Part of name, e-mail address or username") @RestQuery("search") String part,
            @RestQuery String limit,
            @RestQuery String cursor,
            @Context UriInfo uri) {
        return search.find(part, Role.USER_NAME, null, Integer.toString(BareList.limit(limit)), cursor)
                .map(page -> BareList.of(page, uri, Customer::of));
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Register", description = "Open to everyone.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CustomerRequest.class)))
    @APIResponse(responseCode = "201", description = "The customer")
    @APIResponse(responseCode = "429", description = "Too many registrations from this address")
    public Uni<RestResponse<Customer>> register(JsonNode body, @Context HttpServerRequest http) {
        return accounts.register(Sent.of(body), http)
                .map(account -> ResponseBuilder.create(RestResponse.Status.CREATED, Customer.of(account))
                        .build());
    }

    @GET
    @Path("my_profile")
    @Operation(summary = "Read one's own account")
    public Uni<Customer> profile() {
        return accounts.own().map(Customer::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a customer", description = "Oneself; others for staff.")
    public Uni<Customer> read(@RestPath UUID id) {
        Caller sender = caller.get();
        if (!sender.isStaff() && !sender.id().equals(id)) {
            throw new ForbiddenException();
        }
        return accounts.byId(id)
                .invoke(account -> {
                    if (account.role() != Role.USER && !sender.id().equals(id)) {
                        throw new AccountNotFoundException(id);
                    }
                })
                .map(Customer::of);
    }
}

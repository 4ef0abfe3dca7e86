package io.recourse.identity.recovery;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import io.recourse.identity.throttle.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What people do by links in mails, over HTTP. */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Authentication")
public class RecoveryResource {

    private final PasswordReset passwordReset;
    private final EmailVerification emailVerification;

    @Inject
    RecoveryResource(PasswordReset passwordReset, EmailVerification emailVerification) {
        this.passwordReset = passwordReset;
        this.emailVerification = emailVerification;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("password-reset")
    @ResponseStatus(202)
    @Operation(
            summary = "Have a link mailed to choose a new password",
            description = "The same answer whether there is an account or not. A newer link replaces the older one.")
    @APIResponse(responseCode = "202", description = "If there is such an account, a mail is on its way")
    @APIResponse(responseCode = "400", description = "That is no e-mail address")
    @APIResponse(
            responseCode = "429",
            description = "The account or the address has asked too often; Retry-After says how long to wait")
    public Uni<Void> requestPasswordReset(
            @NotNull @Valid RequestPasswordReset request, @Context HttpServerRequest http) {
        return passwordReset.request(request.email(), ClientAddress.of(http));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("password-reset/confirm")
    @Operation(summary = "Choose a new password with a mailed link", description = "All sessions end.")
    @APIResponse(responseCode = "204", description = "Chosen")
    @APIResponse(responseCode = "400", description = "The new password is refused")
    @APIResponse(responseCode = "422", description = "The link is unknown, used, replaced by a newer one, or expired")
    public Uni<Void> confirmPasswordReset(
            @NotNull @Valid ConfirmPasswordReset request, @Context HttpServerRequest http) {
        return passwordReset.confirm(request, ClientAddress.of(http));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("verify-email")
    @Operation(
            summary = "Confirm an e-mail address with a mailed link",
            description = "Mailed at registration, when the address changes, and on demand.")
    @APIResponse(responseCode = "204", description = "Confirmed")
    @APIResponse(responseCode = "422", description = "The link is unknown, used, replaced by a newer one, or expired")
    public Uni<Void> verifyEmail(@NotNull @Valid VerifyEmail request, @Context HttpServerRequest http) {
        return emailVerification.verify(request.token(), ClientAddress.of(http));
    }
}

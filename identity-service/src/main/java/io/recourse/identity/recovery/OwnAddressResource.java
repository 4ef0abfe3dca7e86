package io.recourse.identity.recovery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The verification of the caller's own e-mail address over HTTP. */
@Path("/api/users/me/email-verification")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Own account")
public class OwnAddressResource {

    private final EmailVerification verification;
    private final CurrentCaller caller;

    @Inject
    OwnAddressResource(EmailVerification verification, CurrentCaller caller) {
        this.verification = verification;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    @Operation(
            summary = "Have the link mailed again that confirms one's e-mail address",
            description = "The link before works no longer. To whoever has confirmed the address, nothing is sent.")
    @APIResponse(responseCode = "202", description = "A mail is on its way, unless the address is confirmed already")
    @APIResponse(responseCode = "429", description = "Asked for too often; Retry-After says how long to wait")
    public Uni<Void> request() {
        return verification.request(caller.get().id());
    }
}

package io.recourse.identity.key;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The signing keys over HTTP. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "What access tokens are signed and verified with")
public class KeyResource {

    private final SigningKeys keys;
    private final AuditLog audit;
    private final CurrentCaller caller;

    @Inject
    KeyResource(SigningKeys keys, AuditLog audit, CurrentCaller caller) {
        this.keys = keys;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Path(".well-known/jwks.json")
    @PermitAll
    @Operation(summary = "The public keys that access tokens are verified with")
    public Uni<JsonWebKeySet> published() {
        return keys.published();
    }

    @POST
    @Path("api/keys/rotate")
    @RolesAllowed(Role.ADMIN_NAME)
    @ResponseStatus(201)
    @Operation(
            summary = "Make a new signing key",
            description = "Answers when the new key signs, a few seconds later; nobody is signed out.")
    @APIResponse(
            responseCode = "201",
            description = "The new key signs",
            content = @Content(schema = @Schema(implementation = RotatedKey.class)))
    public Uni<RotatedKey> rotate() {
        UUID admin = caller.get().id();
        return keys.add()
                .call(key -> audit.recordAlone(SecurityEvent.by(admin, SecurityAction.KEY_ROTATED, null)
                        .with(key.kid())))
                .call(keys::untilItSigns)
                .map(key -> new RotatedKey(key.kid(), key.createdAt(), key.signsFrom()));
    }
}

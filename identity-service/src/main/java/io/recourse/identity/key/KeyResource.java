package io.recourse.identity.key;

import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The signing keys over HTTP. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys", description = "What access tokens are signed and verified with")
public class KeyResource {

    private final SigningKeys keys;
    private final KeyRotation rotation;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    @Inject
    KeyResource(SigningKeys keys, KeyRotation rotation, CurrentCaller caller, Idempotency idempotency) {
        this.keys = keys;
        this.rotation = rotation;
        this.caller = caller;
        this.idempotency = idempotency;
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
    @Operation(
            summary = "Sign with the next key",
            description = "Nobody is signed out: the next key has been published for long, the last one stays so.")
    @APIResponse(
            responseCode = "201",
            description = "The key that signs from `signs_from` on",
            content = @Content(schema = @Schema(implementation = RotatedKey.class)))
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another request")
    public Uni<RestResponse<RotatedKey>> rotate(@HeaderParam(Idempotency.HEADER) String key) {
        UUID admin = caller.get().id();
        return idempotency.once(key, admin.toString(), "rotate", () -> rotation.rotate(admin)
                .map(rotated -> RestResponse.status(RestResponse.Status.CREATED, rotated)));
    }
}

package io.recourse.identity.dialect;

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

/** How clients of the image desk sign in. */
@Path("/dialects/image-desk/login")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Dialect: image desk")
public class ImageDeskLoginResource {

    @Inject
    OlderAccounts accounts;

    /** Asks to be let in. */
    @Schema(name = "ImageDeskLogin")
    record LoginRequest(String username, String password) {}

    /** A token to be sent in the header {@code TOKEN}. */
    @Schema(name = "ImageDeskToken")
    record Token(String token, String username, String role) {}

    @POST
    @Operation(summary = "Sign in")
    @RequestBody(content = @Content(schema = @Schema(implementation = LoginRequest.class)))
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "401", description = "Nobody is let in with these")
    @APIResponse(responseCode = "429", description = "The account or the address has failed too often")
    public Uni<RestResponse<Token>> login(JsonNode body, @Context HttpServerRequest http) {
        return accounts.signIn(Sent.of(body), http)
                .map(signedIn -> Secret.answer(new Token(
                        signedIn.accessToken(),
                        signedIn.user().username(),
                        ImageDeskUserResource.word(signedIn.user().role()))));
    }
}

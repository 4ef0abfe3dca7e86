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

/** How clients of the utility desk sign in. */
@Path("/dialects/utility-desk/api/token")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Dialect: utility desk")
public class UtilityTokenResource {

    @Inject
    OlderAccounts accounts;

    @POST
    @Operation(summary = "Sign in")
    @RequestBody(content = @Content(schema = @Schema(implementation = UtilityToken.LoginRequest.class)))
    @APIResponse(responseCode = "200", description = "The token")
    @APIResponse(responseCode = "401", description = "Nobody is let in with these")
    @APIResponse(responseCode = "429", description = "The account or the address has failed too often")
    public Uni<RestResponse<UtilityToken>> signIn(JsonNode body, @Context HttpServerRequest http) {
        return accounts.signIn(Sent.of(body), http).map(UtilityToken::of).map(Secret::answer);
    }
}

package io.recourse.platform.token;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Identity's public keys over HTTP. */
@RegisterRestClient(configKey = "identity-keys")
@Path("/.well-known/jwks.json")
public interface JwksClient {

    /** The JSON Web Key Set (RFC 7517). */
    @GET
    @Produces("application/json")
    Uni<String> fetch();
}

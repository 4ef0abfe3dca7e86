package io.recourse.identity.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What a person may read at the complaint service, with the person's own token. */
@RegisterRestClient(configKey = "complaint")
@Path("/api/complaints")
@Produces(MediaType.APPLICATION_JSON)
interface ComplaintsApi {

    @GET
    Uni<JsonNode> complaints(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("created_by") String createdBy,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") String cursor);

    /** @param part a list that a complaint has: {@code comments} or {@code history} */
    @GET
    @Path("{id}/{part}")
    Uni<JsonNode> part(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("id") long id,
            @PathParam("part") String part,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") String cursor);
}

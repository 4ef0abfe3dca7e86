package io.recourse.classifier.gemini;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** The one operation of the Gemini API that is used. The answer stays bytes, because it may be anything. */
@Path("/v1beta/models")
interface GeminiApi {

    @POST
    @Path("/{model}:generateContent")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<byte[]>> generateContent(
            @HeaderParam("x-goog-api-key") String apiKey, @PathParam("model") String model, GenerateContent request);
}

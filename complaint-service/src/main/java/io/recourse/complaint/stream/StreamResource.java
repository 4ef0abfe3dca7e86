package io.recourse.complaint.stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Live updates over HTTP. */
@Path("/api/complaints/events")
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Live updates")
public class StreamResource {

    @Inject
    ChangeStreams streams;

    @Inject
    CurrentCaller caller;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            summary = "Hear of changes to the complaints that the caller sees, as server-sent events",
            description =
                    "From now on, or from Last-Event-ID. The first event is ready; or reset, when more was missed "
                            + "than is remembered: then read the lists anew. Staff are also told who looks at a complaint, as "
                            + "presence. The stream ends with the access token.")
    @APIResponse(
            responseCode = "200",
            description = "Events named like those of the topic complaint-events, and presence",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> listen(@HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        StreamPosition from = lastEventId == null || lastEventId.isBlank() ? null : StreamPosition.decode(lastEventId);
        return streams.open(caller.get(), caller.expiresAt(), from, sse);
    }
}

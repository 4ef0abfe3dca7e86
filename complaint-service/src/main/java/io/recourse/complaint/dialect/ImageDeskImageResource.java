package io.recourse.complaint.dialect;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;

import io.recourse.complaint.ImageResource;
import io.recourse.complaint.media.MediaContent;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The images of the image desk's complaints, for those who may see these. */
@Path("/dialects/image-desk/complain/{id}/images")
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: image desk")
public class ImageDeskImageResource {

    @Inject
    ImageResource images;

    @GET
    @Path("{image_id}")
    @Operation(summary = "Get the bytes of an image")
    @APIResponse(responseCode = "200", description = "The image")
    public Uni<RestResponse<MediaContent>> get(
            @RestPath long id,
            @RestPath("image_id") long imageId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @Context HttpHeaders headers) {
        return images.get(id, imageId, known, null, null, headers);
    }
}

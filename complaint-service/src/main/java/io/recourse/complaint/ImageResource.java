package io.recourse.complaint;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.complaint.media.FileFingerprints;
import io.recourse.complaint.media.MediaStore;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Images over HTTP, for those who may see their complaint. */
@jakarta.ws.rs.Path("/api/complaints/{id}/images")
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Images")
public class ImageResource {

    @Inject
    ComplaintImages images;

    @Inject
    ComplaintQueries queries;

    @Inject
    MediaStore store;

    @Inject
    CurrentCaller caller;

    @Inject
    Idempotency idempotency;

    @Inject
    FileFingerprints fingerprints;

    @Inject
    ObjectMapper mapper;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "List the images of a complaint")
    public Uni<Page<ImageView>> list(@RestPath long id) {
        return queries.requireVisible(id, caller.get())
                .chain(() -> images.list(id))
                .map(stored -> new Page<>(
                        stored.stream().map(ComplaintImages.Stored::view).toList(), null));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add images to a complaint",
            description =
                    "multipart/form-data with 1 to 3 parts named images: PNG, JPEG, WebP or GIF by their content, at "
                            + "most 5 MiB and 50 megapixels each. One image is answered by itself, several as a list.")
    @APIResponse(responseCode = "201", description = "The image, or the list of them")
    @APIResponse(responseCode = "409", description = "More than 3 in all, or a complaint that can no longer be edited")
    @APIResponse(responseCode = "413", description = "An image of more than 5 MiB")
    @APIResponse(responseCode = "415", description = "Not a whole image of these formats")
    @APIResponse(responseCode = "422", description = "More than 50 megapixels")
    public Uni<RestResponse<Object>> add(
            @RestPath long id, @HeaderParam(Idempotency.HEADER) String key, MultipartFormDataInput input) {
        ComplaintForm form = ComplaintForm.read(input, mapper);
        if (!form.fields().isEmpty()) {
            throw new InvalidInputException(form.fields().fieldNames().next(), "is not a field of this request");
        }
        List<Path> files = form.images();
        if (files.isEmpty()) {
            throw new InvalidInputException("images", "is required");
        }
        Caller adder = caller.get();
        return queries.requireVisible(id, adder)
                .chain(() -> fingerprints.of(key, files))
                .chain(prints -> idempotency.once(
                        key, adder.id().toString(), List.of(id, prints), () -> images.add(id, files, adder)
                                .map(added -> created(id, added))));
    }

    private static RestResponse<Object> created(long id, List<ImageView> added) {
        if (added.size() == 1) {
            ImageView image = added.getFirst();
            return ResponseBuilder.created(URI.create(image.url()))
                    .entity((Object) image)
                    .build();
        }
        return ResponseBuilder.created(URI.create("/api/complaints/%d/images".formatted(id)))
                .entity((Object) new Page<>(added, null))
                .build();
    }

    @GET
    @jakarta.ws.rs.Path("/{imageId}")
    @Operation(summary = "Get the bytes of an image")
    @APIResponse(responseCode = "200", description = "The image")
    @APIResponse(responseCode = "304", description = "The image that If-None-Match names")
    @APIResponse(responseCode = "404", description = "No such image for the caller")
    public Uni<RestResponse<Path>> get(
            @RestPath long id, @RestPath long imageId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        return queries.requireVisible(id, caller.get())
                .chain(() -> images.list(id))
                .map(stored -> stored.stream()
                        .filter(image -> image.view().id() == imageId)
                        .findFirst()
                        .orElseThrow(() -> new ImageNotFoundException(id, imageId)))
                .map(image -> served(image, known));
    }

    private RestResponse<Path> served(ComplaintImages.Stored image, String known) {
        String tag = "\"" + image.sha256() + "\"";
        boolean unchanged = known != null && (known.strip().equals("*") || known.contains(tag));
        ResponseBuilder<Path> response = unchanged
                ? ResponseBuilder.<Path>notModified()
                : ResponseBuilder.ok(
                        store.locate(image.mediaKey()), image.view().contentType());
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @DELETE
    @jakarta.ws.rs.Path("/{imageId}")
    @Operation(summary = "Remove an image")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Void> remove(@RestPath long id, @RestPath long imageId) {
        return images.remove(id, imageId, caller.get());
    }
}

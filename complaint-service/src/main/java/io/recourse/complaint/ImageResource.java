package io.recourse.complaint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.complaint.media.FileFingerprints;
import io.recourse.complaint.media.MediaContent;
import io.recourse.platform.http.Acceptance;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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
    CurrentCaller caller;

    @Inject
    Idempotency idempotency;

    @Inject
    FileFingerprints fingerprints;

    @Inject
    ObjectMapper mapper;

    /** Several images that were added at once, for the description of the API: a page of them. */
    @Schema(name = "AddedImages")
    record AddedImages(
            List<ImageView> items, @Schema(nullable = true) String nextCursor) {}

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
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = AddImagesForm.class)))
    @APIResponse(
            responseCode = "201",
            description = "The image, or the list of them",
            content = @Content(schema = @Schema(oneOf = {ImageView.class, AddedImages.class})))
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
        boolean one = added.size() == 1;
        String location = one ? added.getFirst().url() : "/api/complaints/%d/images".formatted(id);
        return ResponseBuilder.create(
                        Response.Status.CREATED, one ? added.getFirst() : (Object) new Page<>(added, null))
                .header(HttpHeaders.LOCATION, location)
                .build();
    }

    @GET
    @jakarta.ws.rs.Path("/{image_id}")
    @Operation(
            summary = "Get the bytes of an image",
            description = "A single range of bytes can be asked for with Range.")
    @APIResponse(responseCode = "200", description = "The image")
    @APIResponse(responseCode = "206", description = "The bytes that Range names, as Content-Range says")
    @APIResponse(responseCode = "304", description = "The image that If-None-Match names")
    @APIResponse(responseCode = "404", description = "No such image for the caller")
    @APIResponse(responseCode = "406", description = "Accept has no room for the image")
    @APIResponse(
            responseCode = "416",
            description = "The image is shorter than Range takes it to be; see Content-Range")
    public Uni<RestResponse<MediaContent>> get(
            @RestPath long id,
            @RestPath("image_id") long imageId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @Parameter(
                            description =
                                    "One range, such as bytes=0-1023, bytes=1024- or bytes=-512; several are answered"
                                            + " with the whole image")
                    @HeaderParam("Range")
                    String range,
            @Parameter(description = "The ETag of the image of which Range is wanted; another one is sent whole")
                    @HeaderParam("If-Range")
                    String wanted,
            @Context HttpHeaders headers) {
        return find(id, imageId)
                .invoke(image -> requireAccepted(headers, image))
                .chain(image -> serve(id, image, known, range, wanted));
    }

    /** The same for clients of older desks, whatever they say that they accept. */
    public Uni<RestResponse<MediaContent>> get(long id, long imageId, String known, String range, String wanted) {
        return find(id, imageId).chain(image -> serve(id, image, known, range, wanted));
    }

    private Uni<RestResponse<MediaContent>> serve(
            long id, ComplaintImages.Stored image, String known, String range, String wanted) {
        if (isKnown(image, known)) {
            return Uni.createFrom()
                    .item(headers(ResponseBuilder.<MediaContent>notModified(), image)
                            .build());
        }
        boolean outdated = wanted != null && !wanted.strip().equals(tag(image));
        long size = image.view().sizeBytes();
        Optional<ByteRange> part = ByteRange.parse(outdated ? null : range, size);
        return images.open(id, image, part.orElse(ByteRange.whole(size))).map(content -> served(image, part, content));
    }

    @HEAD
    @jakarta.ws.rs.Path("/{image_id}")
    @Operation(summary = "Get what is said about the bytes of an image, without them")
    @APIResponse(responseCode = "200", description = "The image is there, with this Content-Length and ETag")
    @APIResponse(responseCode = "304", description = "The image that If-None-Match names")
    @APIResponse(responseCode = "404", description = "No such image for the caller")
    @APIResponse(responseCode = "406", description = "Accept has no room for the image")
    public Uni<RestResponse<Void>> head(
            @RestPath long id,
            @RestPath("image_id") long imageId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @Context HttpHeaders headers) {
        return find(id, imageId)
                .invoke(image -> Acceptance.requireAny(
                        headers.getHeaderString(HttpHeaders.ACCEPT),
                        image.view().contentType()))
                .map(image -> isKnown(image, known)
                        ? headers(ResponseBuilder.<Void>notModified(), image).build()
                        : headers(ResponseBuilder.<Void>ok(), image)
                                .header(HttpHeaders.CONTENT_TYPE, image.view().contentType())
                                .header(HttpHeaders.CONTENT_LENGTH, image.view().sizeBytes())
                                .build());
    }

    private static void requireAccepted(HttpHeaders headers, ComplaintImages.Stored image) {
        Acceptance.requireAny(
                headers.getHeaderString(HttpHeaders.ACCEPT), image.view().contentType());
    }

    private Uni<ComplaintImages.Stored> find(long id, long imageId) {
        return queries.requireVisible(id, caller.get())
                .chain(() -> images.list(id))
                .map(stored -> stored.stream()
                        .filter(image -> image.view().id() == imageId)
                        .findFirst()
                        .orElseThrow(() -> new ImageNotFoundException(id, imageId)));
    }

    private static RestResponse<MediaContent> served(
            ComplaintImages.Stored image, Optional<ByteRange> part, MediaContent content) {
        ResponseBuilder<MediaContent> response = part.map(
                        range -> ResponseBuilder.create(Response.Status.PARTIAL_CONTENT, content)
                                .header("Content-Range", range.contentRange()))
                .orElseGet(() -> ResponseBuilder.ok(content));
        return headers(response, image)
                .header(HttpHeaders.CONTENT_TYPE, image.view().contentType())
                .build();
    }

    private static <T> ResponseBuilder<T> headers(ResponseBuilder<T> response, ComplaintImages.Stored image) {
        return response.header(HttpHeaders.ETAG, tag(image))
                .header("Accept-Ranges", ByteRange.UNIT)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    private static boolean isKnown(ComplaintImages.Stored image, String known) {
        return Preconditions.isKnown(known, tag(image));
    }

    private static String tag(ComplaintImages.Stored image) {
        return "\"" + image.sha256() + "\"";
    }

    @DELETE
    @jakarta.ws.rs.Path("/{image_id}")
    @Operation(summary = "Remove an image")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "409", description = "A complaint that can no longer be edited")
    public Uni<Void> remove(@RestPath long id, @RestPath("image_id") long imageId) {
        return images.remove(id, imageId, caller.get());
    }
}

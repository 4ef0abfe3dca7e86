package io.recourse.complaint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.complaint.media.FileFingerprints;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.page.Limit;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Complaints over HTTP. */
@jakarta.ws.rs.Path("/api/complaints")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Complaints")
public class ComplaintResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    ComplaintDesk desk;

    @Inject
    ComplaintQueries queries;

    @Inject
    ComplaintLists lists;

    @Inject
    CurrentCaller caller;

    @Inject
    Idempotency idempotency;

    @Inject
    FileFingerprints fingerprints;

    @Inject
    ObjectMapper mapper;

    @Inject
    JsonRequests requests;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "File a complaint",
            description =
                    "Without category or priority it gets general and medium, until the classifier suggests better. "
                            + "To file it with images, send multipart/form-data with the same fields and up to 3 parts images.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FileComplaint.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = FileComplaintForm.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "The complaint",
            content = @Content(schema = @Schema(implementation = ComplaintView.class)))
    @APIResponse(responseCode = "403", description = "A customer who files for somebody else")
    @APIResponse(responseCode = "409", description = "More than 3 images")
    @APIResponse(responseCode = "413", description = "An image of more than 5 MiB")
    @APIResponse(responseCode = "415", description = "Not a whole image of the formats that are taken")
    @APIResponse(
            responseCode = "422",
            description = "A service type, parent or customer that there is not, more than 50 megapixels, or an "
                    + "Idempotency-Key of another request")
    public Uni<RestResponse<ComplaintView>> file(
            @HeaderParam(Idempotency.HEADER) String key, @Valid @NotNull FileComplaint filing) {
        return file(key, filing, List.of());
    }

    private Uni<RestResponse<ComplaintView>> file(String key, FileComplaint filing, List<Path> images) {
        Caller creator = caller.get();
        return fingerprints
                .of(key, images)
                .chain(files -> idempotency.once(
                        key, creator.id().toString(), List.of(filing, files), () -> desk.file(filing, images, creator)
                                .map(ComplaintResource::created)));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<RestResponse<ComplaintView>> fileWithImages(
            @HeaderParam(Idempotency.HEADER) String key, MultipartFormDataInput input) throws JsonProcessingException {
        ComplaintForm form = ComplaintForm.read(input, mapper);
        return file(key, requests.read(form.fields(), FileComplaint.class), form.images());
    }

    @GET
    @Operation(
            summary = "List the complaints that the caller sees",
            description =
                    "Filters are combined; a repeated one matches any of its values. The list ends where next_cursor is "
                            + "null: a page of what is very rare may have fewer items than limit, or none, and still go on.")
    public Uni<Page<ComplaintView>> list(
            @BeanParam ListParameters parameters,
            @Parameter(description = "1..100, 20 by default") @RestQuery String limit,
            @Parameter(description = "next_cursor of the page before") @RestQuery String cursor) {
        return lists.page(parameters.filter(), Limit.parse(limit), cursor, caller.get());
    }

    @GET
    @jakarta.ws.rs.Path("/{id}")
    @Operation(summary = "Get a complaint")
    @APIResponse(responseCode = "200", description = "The complaint, with its ETag")
    @APIResponse(responseCode = "304", description = "The complaint that If-None-Match names")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<RestResponse<ComplaintView>> get(
            @RestPath long id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        return queries.get(id, caller.get()).map(complaint -> read(complaint, known));
    }

    @PATCH
    @jakarta.ws.rs.Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Operation(
            summary = "Change some fields of a complaint",
            description =
                    "JSON merge patch. With status it moves on: {\"status\": \"resolved\", \"resolution\": \"...\"}.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeComplaint.class)))
    @APIResponse(responseCode = "200", description = "The complaint after the change")
    @APIResponse(responseCode = "403", description = "A change that only staff make")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    @APIResponse(responseCode = "409", description = "A status that cannot follow; allowed lists those that can")
    @APIResponse(responseCode = "422", description = "A service type that there is not")
    public Uni<RestResponse<ComplaintView>> change(
            @RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode sent)
            throws JsonProcessingException {
        ChangeComplaint change = requests.read(sent, ChangeComplaint.class);
        return desk.change(id, change.revision(sent), Optional.ofNullable(change.status()), ifMatch, caller.get())
                .map(ComplaintResource::tagged);
    }

    @PUT
    @jakarta.ws.rs.Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace the fields of a complaint", description = "What is absent is cleared; status stays.")
    @APIResponse(responseCode = "200", description = "The complaint after the change")
    @APIResponse(responseCode = "409", description = "A status that cannot follow; allowed lists those that can")
    @APIResponse(responseCode = "422", description = "A service type that there is not")
    public Uni<RestResponse<ComplaintView>> replace(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull ReplaceComplaint replacement) {
        return desk.change(id, replacement.revision(), Optional.ofNullable(replacement.status()), ifMatch, caller.get())
                .map(ComplaintResource::tagged);
    }

    @DELETE
    @jakarta.ws.rs.Path("/{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Delete a complaint with all that belongs to it")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return desk.delete(id, ifMatch, caller.get());
    }

    @PUT
    @jakarta.ws.rs.Path("/{id}/assignee")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a complaint to a member of staff, or to nobody")
    @RequestBody(content = @Content(schema = @Schema(implementation = AssignComplaint.class)))
    @APIResponse(responseCode = "200", description = "The complaint after the change")
    @APIResponse(responseCode = "403", description = "Customers do not assign")
    @APIResponse(responseCode = "409", description = "Closed or cancelled, or no agent is available for auto")
    @APIResponse(responseCode = "422", description = "Not an active agent or admin")
    public Uni<RestResponse<ComplaintView>> assign(
            @RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode sent)
            throws JsonProcessingException {
        AssignComplaint assignment = requests.read(sent, AssignComplaint.class);
        if (!sent.has("assignee")) {
            throw new InvalidInputException("assignee", "is required; null releases the complaint");
        }
        return desk.assign(id, assignment.assignee(), ifMatch, caller.get()).map(ComplaintResource::tagged);
    }

    private static RestResponse<ComplaintView> created(ComplaintView complaint) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, complaint)
                .header(HttpHeaders.LOCATION, "/api/complaints/" + complaint.id())
                .header(HttpHeaders.ETAG, complaint.tag())
                .build();
    }

    private static RestResponse<ComplaintView> tagged(ComplaintView complaint) {
        return ResponseBuilder.ok(complaint)
                .header(HttpHeaders.ETAG, complaint.tag())
                .build();
    }

    /** The complaint, or 304 for those who have it; asked for anew each time, since it tells of people. */
    private static RestResponse<ComplaintView> read(ComplaintView complaint, String known) {
        ResponseBuilder<ComplaintView> answer = Preconditions.isKnown(known, complaint.tag())
                ? ResponseBuilder.notModified()
                : ResponseBuilder.ok(complaint);
        return answer.header(HttpHeaders.ETAG, complaint.tag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }
}

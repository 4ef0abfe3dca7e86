package io.recourse.complaint.dialect;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintForm;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;
import io.recourse.complaint.servicetype.ServiceType;
import io.recourse.complaint.servicetype.ServiceTypes;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The utility desk's service requests: complaints that refer to no other one. */
@Path("/dialects/utility-desk/api/services")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: utility desk")
public class UtilityRequestResource {

    @Inject
    OlderDesk desk;

    @Inject
    ServiceTypes types;

    /** A service type as this desk shows it. */
    @Schema(name = "UtilityServiceType")
    record Type(int id, String name, String description, boolean isActive) {

        static Type of(ServiceType type) {
            return new Type(type.id(), type.name(), type.description(), type.active());
        }
    }

    /** A service request as it is filed. */
    @Schema(name = "UtilityServiceRequestRequest")
    record CreateRequest(
            Integer serviceType,

            @Schema(description = "The beginning of the description by default")
            String title,

            String description,
            Priority priority) {}

    /** Where a service request is to go. */
    @Schema(name = "UtilityStatusRequest")
    record UpdateStatus(
            @Schema(enumeration = {"Pending", "In Progress", "Completed", "Cancelled"})
            String status,

            @Schema(description = "Kept as the resolution of one that is completed")
            String notes) {}

    /** Whom a service request is given to. */
    @Schema(name = "UtilityAssignment")
    record Assignment(
            @Schema(description = "Username or id; the available one with the least to do when absent")
            String representative) {}

    /** What is said about a service request. */
    @Schema(name = "UtilityCommentRequest")
    record CommentRequest(String comment, Boolean isInternal) {}

    @GET
    @Path("types")
    @Operation(summary = "List the service types")
    public Uni<List<Type>> types() {
        return types.list().map(found -> found.stream().map(Type::of).toList());
    }

    @GET
    @Path("requests")
    @Operation(
            summary = "List the service requests that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<UtilityCase>>> list(
            @RestQuery List<String> status, @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        ComplaintFilter filter = new Wanted()
                .status(Vocabulary.UTILITY_DESK, status)
                .followUp(false)
                .filter();
        return desk.list(filter, BareList.limit(limit), cursor).map(page -> BareList.of(page, uri, UtilityCase::of));
    }

    @POST
    @Path("requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "File a service request",
            description = "To send attachments (up to 3 images), send multipart/form-data with the same fields.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CreateRequest.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = CreateRequest.class))
            })
    @APIResponse(responseCode = "201", description = "The service request")
    public Uni<RestResponse<UtilityCase>> create(JsonNode body) {
        return create(Sent.of(body), List.of());
    }

    @POST
    @Path("requests")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<RestResponse<UtilityCase>> createWithAttachments(MultipartFormDataInput input) {
        ComplaintForm form = desk.form(input);
        return create(Sent.of(form.fields()), form.images());
    }

    private Uni<RestResponse<UtilityCase>> create(Sent sent, List<java.nio.file.Path> files) {
        return desk.file(UtilityCase.filing(sent), files)
                .map(filed -> ResponseBuilder.create(RestResponse.Status.CREATED, UtilityCase.of(filed))
                        .build());
    }

    @GET
    @Path("requests/{id}")
    @Operation(summary = "Get a service request")
    public Uni<UtilityCase> get(@RestPath long id) {
        return desk.get(id).map(UtilityCase::of);
    }

    @POST
    @Path("requests/{id}/update_status")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Move a service request to another status")
    @RequestBody(content = @Content(schema = @Schema(implementation = UpdateStatus.class)))
    @APIResponse(responseCode = "200", description = "The service request after the change")
    public Uni<UtilityCase> updateStatus(@RestPath long id, JsonNode body) {
        Sent sent = Sent.of(body);
        String status = sent.requiredText("status");
        if (Vocabulary.UTILITY_DESK.read(status) == ComplaintStatus.RESOLVED) {
            sent.with("resolution", "notes", "resolution_notes");
        }
        return desk.change(id, sent, status, Vocabulary.UTILITY_DESK, null, Vocabulary.PRIORITIES)
                .map(UtilityCase::of);
    }

    @POST
    @Path("requests/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a service request to a representative")
    @RequestBody(content = @Content(schema = @Schema(implementation = Assignment.class)))
    @APIResponse(responseCode = "200", description = "The service request after the change")
    public Uni<UtilityCase> assign(@RestPath long id, JsonNode body) {
        String representative =
                Sent.of(body).text("representative", "representative_id", "assigned_to", "customer_representative");
        return desk.assign(id, representative == null ? "auto" : representative).map(UtilityCase::of);
    }

    @GET
    @Path("requests/{id}/comments")
    @Operation(summary = "List the comments of a service request, oldest first")
    public Uni<RestResponse<List<UtilityCase.Comment>>> comments(
            @RestPath long id, @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return desk.comments(id, BareList.limit(limit), cursor)
                .map(page -> BareList.of(page, uri, UtilityCase.Comment::of));
    }

    @POST
    @Path("requests/{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Comment on a service request")
    @RequestBody(content = @Content(schema = @Schema(implementation = CommentRequest.class)))
    @APIResponse(responseCode = "201", description = "The comment")
    public Uni<RestResponse<UtilityCase.Comment>> comment(@RestPath long id, JsonNode body) {
        Sent sent = Sent.of(body)
                .with("body", "comment", "body", "text", "content")
                .with("internal", "is_internal", "internal");
        return desk.comment(id, sent)
                .map(added -> ResponseBuilder.create(RestResponse.Status.CREATED, UtilityCase.Comment.of(added))
                        .build());
    }
}

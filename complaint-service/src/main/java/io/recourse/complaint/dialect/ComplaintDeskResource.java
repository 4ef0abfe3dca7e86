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
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.Priority;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The complaint desk: complaints that the desk itself works on. */
@Path("/dialects/complaint-desk/api")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: complaint desk")
public class ComplaintDeskResource {

    @Inject
    OlderDesk desk;

    /** What is to be filed. */
    @Schema(name = "ComplaintDeskComplaintRequest")
    record CreateComplaint(
            String title,
            String description,
            @Schema(examples = "pending") String status,
            String priority) {}

    /** The number of what was filed. */
    @Schema(name = "ComplaintDeskCreated")
    record Created(
            long complaintId,
            @Schema(examples = "Complaint created") String message) {}

    /** A complaint as this desk shows it. */
    @Schema(name = "ComplaintDeskComplaint")
    record Complaint(long id, String title, String description, String status, Priority priority) {

        static Complaint of(ComplaintView complaint) {
            return new Complaint(
                    complaint.id(),
                    complaint.title(),
                    complaint.description(),
                    Vocabulary.COMPLAINT_DESK.of(complaint.status()),
                    complaint.priority());
        }
    }

    /** Where a complaint is to go. */
    @Schema(name = "ComplaintDeskStatusRequest")
    record UpdateStatus(
            long complaintId, @Schema(examples = "resolved") String status) {}

    /** What was done. */
    @Schema(name = "ComplaintDeskMessage")
    record Message(String message) {}

    @POST
    @Path("create_complaint")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "File a complaint",
            description = "It is in progress at once; an SLA policy with auto_resolve always resolves it later.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateComplaint.class)))
    @APIResponse(responseCode = "201", description = "Its number")
    public Uni<RestResponse<Created>> create(JsonNode body) {
        Sent sent = Sent.of(body).with("title").with("description").with("priority");
        String status = sent.text("status");
        sent.withText("status", status == null ? null : Vocabulary.COMPLAINT_DESK.read(status));
        return desk.file(sent, List.of()).map(filed -> ResponseBuilder.create(
                        RestResponse.Status.CREATED, new Created(filed.id(), "Complaint created"))
                .build());
    }

    @GET
    @Path("get_complaint")
    @Operation(
            summary = "List the complaints that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<Complaint>>> list(
            @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return desk.list(new Wanted().filter(), BareList.limit(limit), cursor)
                .map(page -> BareList.of(page, uri, Complaint::of));
    }

    @POST
    @Path("update_complaint_status")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Move a complaint to another status")
    @RequestBody(content = @Content(schema = @Schema(implementation = UpdateStatus.class)))
    @APIResponse(responseCode = "200", description = "Done")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<Message> updateStatus(JsonNode body) {
        Sent sent = Sent.of(body);
        long id = sent.requiredNumber("complaint_id");
        return desk.change(
                        id, sent, sent.requiredText("status"), Vocabulary.COMPLAINT_DESK, null, Vocabulary.PRIORITIES)
                .replaceWith(new Message("Complaint status updated successfully"));
    }
}

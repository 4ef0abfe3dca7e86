package io.recourse.complaint.dialect;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.comment.CommentView;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.problem.InvalidInputException;
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

/** The helpdesk's tickets, which are assigned and escalate. */
@Path("/dialects/helpdesk/api/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: helpdesk")
public class HelpdeskTicketResource {

    @Inject
    OlderDesk desk;

    /** A ticket as it is filed or changed. */
    @Schema(name = "HelpdeskTicketRequest")
    record TicketRequest(
            String title,
            String description,
            @Schema(enumeration = {"low", "medium", "high"}) String priority,
            @Schema(examples = "in-progress") String status,

            @Schema(description = "Username or id; only when a ticket is changed")
            String assignedTo) {}

    /** Whom a ticket is given to. */
    @Schema(name = "HelpdeskAssignment")
    record Assignment(
            @Schema(description = "Username or id; me; null for nobody")
            String assignedTo) {}

    /** A ticket as this desk shows it. */
    @Schema(name = "HelpdeskTicket")
    record Ticket(
            long id,
            String title,
            String description,

            @Schema(enumeration = {"open", "in-progress", "resolved", "closed", "escalated"})
            String status,

            @Schema(enumeration = {"low", "medium", "high"}) String priority,
            PersonView createdBy,
            PersonView assignedTo,
            Instant createdAt,
            Instant updatedAt) {

        static Ticket of(ComplaintView complaint) {
            return new Ticket(
                    complaint.id(),
                    complaint.title(),
                    complaint.description(),
                    Vocabulary.HELPDESK.of(complaint.status()),
                    Vocabulary.HELPDESK_PRIORITIES.of(complaint.priority()),
                    complaint.createdBy(),
                    complaint.assignedTo(),
                    complaint.createdAt(),
                    complaint.updatedAt());
        }
    }

    /** What is said about a ticket. */
    @Schema(name = "HelpdeskCommentRequest")
    record CommentRequest(String comment) {}

    /** A comment as this desk shows it. */
    @Schema(name = "HelpdeskComment")
    record Comment(long id, long ticket, PersonView author, String comment, Instant createdAt) {

        static Comment of(CommentView comment) {
            return new Comment(
                    comment.id(), comment.complaintId(), comment.author(), comment.body(), comment.createdAt());
        }
    }

    @GET
    @Operation(
            summary = "List or search the tickets that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on. Filters are combined.")
    public Uni<RestResponse<List<Ticket>>> list(
            @Parameter(description = "Words of title and description") @RestQuery String title,
            @Parameter(description = "The same") @RestQuery String search,
            @RestQuery List<String> status,
            @RestQuery List<String> priority,
            @Parameter(description = "Username, id, me or none") @RestQuery("assigned_to") String assignedTo,
            @RestQuery String limit,
            @RestQuery String cursor,
            @Context UriInfo uri) {
        ComplaintFilter filter = new Wanted()
                .search(title == null ? search : title)
                .status(Vocabulary.HELPDESK, status)
                .priority(Vocabulary.HELPDESK_PRIORITIES, priority)
                .assignedTo(assignedTo)
                .filter();
        return desk.list(filter, BareList.limit(limit), cursor).map(page -> BareList.of(page, uri, Ticket::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "File a ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = TicketRequest.class)))
    @APIResponse(responseCode = "201", description = "The ticket")
    public Uni<RestResponse<Ticket>> create(JsonNode body) {
        Sent sent = Sent.of(body).with("title").with("description").with("priority");
        String status = sent.text("status");
        sent.withText("status", status == null ? null : Vocabulary.HELPDESK.read(status));
        return desk.file(sent, List.of())
                .map(filed -> ResponseBuilder.create(RestResponse.Status.CREATED, Ticket.of(filed))
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a ticket")
    public Uni<Ticket> get(@RestPath long id) {
        return desk.get(id).map(Ticket::of);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change some fields of a ticket", description = "With assigned_to it is given away first.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TicketRequest.class)))
    @APIResponse(responseCode = "200", description = "The ticket after the change")
    public Uni<Ticket> change(@RestPath long id, JsonNode body) {
        Sent sent = Sent.of(body);
        Uni<?> assigned = sent.has("assigned_to")
                ? desk.assign(id, sent.text("assigned_to"))
                : Uni.createFrom().voidItem();
        return assigned.chain(() -> desk.change(
                        id,
                        sent.with("title").with("description"),
                        sent.text("status"),
                        Vocabulary.HELPDESK,
                        sent.text("priority"),
                        Vocabulary.HELPDESK_PRIORITIES))
                .map(Ticket::of);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a ticket", description = "Title and description are needed; what is absent stays.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TicketRequest.class)))
    @APIResponse(responseCode = "200", description = "The ticket after the change")
    public Uni<Ticket> replace(@RestPath long id, JsonNode body) {
        Sent sent = Sent.of(body);
        sent.requiredText("title");
        sent.requiredText("description");
        return change(id, body);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Delete a ticket with all that belongs to it", description = "For admins, as everywhere.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath long id) {
        return desk.delete(id);
    }

    @POST
    @Path("{id}/{how: assign|reassign}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a ticket to a member of staff, or to another one")
    @RequestBody(content = @Content(schema = @Schema(implementation = Assignment.class)))
    @APIResponse(responseCode = "200", description = "The ticket after the change")
    public Uni<Ticket> assign(@RestPath long id, @RestPath String how, JsonNode body) {
        Sent sent = Sent.of(body);
        if (!sent.has("assigned_to")) {
            throw new InvalidInputException("assigned_to", "is required");
        }
        return desk.assign(id, sent.text("assigned_to")).map(Ticket::of);
    }

    @GET
    @Path("{id}/comments")
    @Operation(summary = "List the comments of a ticket, oldest first")
    public Uni<RestResponse<List<Comment>>> comments(
            @RestPath long id, @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return desk.comments(id, BareList.limit(limit), cursor).map(page -> BareList.of(page, uri, Comment::of));
    }

    @POST
    @Path("{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Comment on a ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = CommentRequest.class)))
    @APIResponse(responseCode = "201", description = "The comment")
    public Uni<RestResponse<Comment>> comment(@RestPath long id, JsonNode body) {
        return desk.comment(id, Sent.of(body).with("body", "comment", "body", "text", "content"))
                .map(added -> ResponseBuilder.create(RestResponse.Status.CREATED, Comment.of(added))
                        .build());
    }
}

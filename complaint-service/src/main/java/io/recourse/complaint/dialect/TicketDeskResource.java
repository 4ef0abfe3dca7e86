package io.recourse.complaint.dialect;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.Priority;
import io.recourse.complaint.report.ComplaintCounts;
import io.recourse.complaint.report.Statistics;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
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

/** The ticket desk: tickets with category and priority. */
@Path("/dialects/ticket-desk/api/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: ticket desk")
public class TicketDeskResource {

    @Inject
    OlderDesk desk;

    @Inject
    ComplaintCounts counts;

    @Inject
    CurrentCaller caller;

    /** A ticket as it is filed or changed. */
    @Schema(name = "TicketDeskTicketRequest")
    record TicketRequest(String title, String description, Category category, Priority priority, String status) {}

    /** A ticket as this desk shows it. */
    @Schema(name = "TicketDeskTicket")
    record Ticket(
            long id,
            String title,
            String description,
            Category category,
            Priority priority,

            @Schema(enumeration = {"open", "in_progress", "resolved", "closed"})
            String status,

            Instant createdAt) {

        static Ticket of(ComplaintView complaint) {
            return new Ticket(
                    complaint.id(),
                    complaint.title(),
                    complaint.description(),
                    complaint.category(),
                    complaint.priority(),
                    Vocabulary.TICKET_DESK.of(complaint.status()),
                    complaint.createdAt());
        }
    }

    /** Counts of the tickets that the caller sees; those by kind have two names, as clients differ. */
    @Schema(name = "TicketDeskStatistics")
    record TicketStatistics(
            long totalTickets,
            long openTickets,
            double avgTicketsPerDay,
            Map<String, Long> statusBreakdown,
            Map<Priority, Long> priorityBreakdown,
            Map<Category, Long> categoryBreakdown,
            Map<String, Long> byStatus,
            Map<Priority, Long> byPriority,
            Map<Category, Long> byCategory) {

        static TicketStatistics of(Statistics statistics) {
            Map<String, Long> byStatus = Vocabulary.TICKET_DESK.counts(statistics.byStatus());
            return new TicketStatistics(
                    statistics.total(),
                    byStatus.get(Vocabulary.TICKET_DESK.of(ComplaintStatus.OPEN)),
                    statistics.averagePerDay(),
                    byStatus,
                    statistics.byPriority(),
                    statistics.byCategory(),
                    byStatus,
                    statistics.byPriority(),
                    statistics.byCategory());
        }
    }

    @GET
    @Operation(
            summary = "List the tickets that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on. Filters are combined.")
    public Uni<RestResponse<List<Ticket>>> list(
            @RestQuery List<String> status,
            @RestQuery List<String> priority,
            @RestQuery List<String> category,
            @Parameter(description = "Words of title and description") @RestQuery String search,
            @RestQuery String limit,
            @RestQuery String cursor,
            @Context UriInfo uri) {
        ComplaintFilter filter = new Wanted()
                .status(Vocabulary.TICKET_DESK, status)
                .priority(Vocabulary.PRIORITIES, priority)
                .category(category)
                .search(search)
                .filter();
        return desk.list(filter, BareList.limit(limit), cursor).map(page -> BareList.of(page, uri, Ticket::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "File a ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = TicketRequest.class)))
    @APIResponse(responseCode = "201", description = "The ticket")
    public Uni<RestResponse<Ticket>> create(JsonNode body) {
        Sent sent =
                Sent.of(body).with("title").with("description").with("category").with("priority");
        String status = sent.text("status");
        sent.withText("status", status == null ? null : Vocabulary.TICKET_DESK.read(status));
        return desk.file(sent, List.of())
                .map(filed -> ResponseBuilder.create(RestResponse.Status.CREATED, Ticket.of(filed))
                        .build());
    }

    @GET
    @Path("stats")
    @Operation(summary = "Count the tickets that the caller sees")
    public Uni<TicketStatistics> statistics() {
        return counts.of(caller.get()).map(TicketStatistics::of);
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
    @Operation(summary = "Change some fields of a ticket")
    @RequestBody(content = @Content(schema = @Schema(implementation = TicketRequest.class)))
    @APIResponse(responseCode = "200", description = "The ticket after the change")
    public Uni<Ticket> change(@RestPath long id, JsonNode body) {
        return apply(id, Sent.of(body));
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
        return apply(id, sent);
    }

    private Uni<Ticket> apply(long id, Sent sent) {
        sent.with("title").with("description").with("category");
        return desk.change(
                        id,
                        sent,
                        sent.text("status"),
                        Vocabulary.TICKET_DESK,
                        sent.text("priority"),
                        Vocabulary.PRIORITIES)
                .map(Ticket::of);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Delete a ticket with all that belongs to it", description = "For admins, as everywhere.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath long id) {
        return desk.delete(id);
    }
}

package io.recourse.complaint.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.interaction.InteractionStatistics;
import io.recourse.complaint.interaction.InteractionType;
import io.recourse.complaint.interaction.InteractionView;
import io.recourse.complaint.interaction.Interactions;
import io.recourse.complaint.interaction.RecordInteraction;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.dialect.Sent;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
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

/** The utility desk's interactions with customers, for staff. */
@Path("/dialects/utility-desk/api/support/interactions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: utility desk")
public class UtilityInteractionResource {

    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,2}) )?(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.\\d+)?");

    @Inject
    OlderDesk desk;

    @Inject
    Interactions interactions;

    @Inject
    CurrentCaller caller;

    /** An interaction to be recorded. */
    @Schema(name = "UtilityInteractionRequest")
    record CreateInteraction(
            @Schema(description = "The support ticket or service request that it was about")
            long ticket,

            @Schema(examples = "call", description = "call (or phone), email, chat, visit (or in_person)")
            String type,

            @Schema(examples = "00:05:00", description = "Seconds, or hours:minutes:seconds")
            String duration,

            String notes) {}

    /** An interaction as this desk shows it. */
    @Schema(name = "UtilityInteraction")
    record Interaction(
            long id,
            long ticket,
            InteractionType type,
            @Schema(description = "Seconds") int duration,
            String notes,
            PersonView representative,
            Instant createdAt) {

        static Interaction of(InteractionView interaction) {
            return new Interaction(
                    interaction.id(),
                    interaction.complaintId(),
                    interaction.type(),
                    interaction.durationSeconds(),
                    interaction.notes(),
                    interaction.recordedBy(),
                    interaction.occurredAt());
        }
    }

    /** Figures of interactions; durations are in seconds. */
    @Schema(name = "UtilityInteractionStatistics")
    record Figures(
            long totalInteractions, Map<InteractionType, Long> byType, long totalDuration, double averageDuration) {

        static Figures of(InteractionStatistics statistics) {
            return new Figures(
                    statistics.total(),
                    statistics.byType(),
                    statistics.totalDurationSeconds(),
                    statistics.averageDurationSeconds());
        }
    }

    @GET
    @Operation(
            summary = "List the interactions with complaints that the caller sees, newest first",
            description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<Interaction>>> list(
            @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return interactions
                .recent(BareList.limit(limit), cursor, caller.get())
                .map(page -> BareList.of(page, uri, Interaction::of));
    }

    @GET
    @Path("recent_interactions")
    @Operation(summary = "List the last 10 of them")
    public Uni<List<Interaction>> recent() {
        return interactions
                .recent(10, null, caller.get())
                .map(page -> page.items().stream().map(Interaction::of).toList());
    }

    @GET
    @Path("interaction_stats")
    @Operation(summary = "Figures of the interactions that the caller recorded; for admins, of all")
    public Uni<Figures> statistics() {
        return interactions.statistics(caller.get()).map(Figures::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Record an interaction")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateInteraction.class)))
    @APIResponse(responseCode = "201", description = "The interaction")
    public Uni<RestResponse<Interaction>> record(JsonNode body) {
        Sent sent = Sent.of(body);
        long about = sent.requiredNumber(
                "ticket", "ticket_id", "support_ticket", "service_request", "parent_id", "complaint_id");
        sent.withText("type", type(sent.text("type", "interaction_type")))
                .withNumber("duration_seconds", seconds(sent.text("duration")))
                .with("notes");
        Caller recorder = caller.get();
        return desk.read(sent, RecordInteraction.class)
                .chain(request -> interactions.record(about, request, recorder))
                .map(recorded -> ResponseBuilder.create(RestResponse.Status.CREATED, Interaction.of(recorded))
                        .build());
    }

    private static String type(String given) {
        return switch (given) {
            case null -> null;
            case "phone", "Phone" -> "call";
            case "in_person", "In Person" -> "visit";
            default -> given;
        };
    }

    private static Long seconds(String duration) {
        if (duration == null || duration.isBlank()) {
            return null;
        }
        Matcher clock = CLOCK.matcher(duration.strip());
        if (clock.matches()) {
            long days = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
            return Duration.ofDays(days)
                    .plusHours(Long.parseLong(clock.group(2)))
                    .plusMinutes(Long.parseLong(clock.group(3)))
                    .plusSeconds(Long.parseLong(clock.group(4)))
                    .toSeconds();
        }
        if (!duration.strip().matches("[0-9]{1,9}")) {
            throw new InvalidInputException("duration", "must be seconds, or hours:minutes:seconds");
        }
        return Long.valueOf(duration.strip());
    }
}

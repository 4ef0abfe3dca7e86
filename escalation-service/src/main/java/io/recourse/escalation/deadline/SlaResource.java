package io.recourse.escalation.deadline;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.recourse.escalation.access.Visibility;
import io.recourse.escalation.policy.PolicyInForce;
import io.recourse.escalation.policy.SlaPolicies;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.Problems;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The clock of a complaint. */
@Path("/api/sla")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SLA", description = "The clocks of complaints")
public class SlaResource {

    private final ClockStore clocks;
    private final SlaPolicies policies;
    private final Pool database;
    private final Visibility visibility;
    private final CurrentCaller caller;
    private final Clock time;

    @Inject
    SlaResource(
            ClockStore clocks,
            SlaPolicies policies,
            Pool database,
            Visibility visibility,
            CurrentCaller caller,
            Clock time) {
        this.clocks = clocks;
        this.policies = policies;
        this.database = database;
        this.visibility = visibility;
        this.caller = caller;
        this.time = time;
    }

    @GET
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "The clocks of several complaints, or those that escalate first",
            description = "With complaint_id, the clocks of those complaints by number; what does not exist or is not"
                    + " seen by the caller is left out. With due_before, the complaints that are escalated by then"
                    + " unless staff act, the soonest first; complaints on hold are not among them.")
    @APIResponse(responseCode = "200", description = "The clocks; there is no next page")
    @APIResponse(responseCode = "400", description = "A bad parameter, or not exactly one of the two")
    @APIResponse(responseCode = "401", description = "No valid token")
    public Uni<Page<SlaView>> list(
            @Parameter(description = "1 to 100 numbers of complaints") @QueryParam("complaint_id")
                    List<String> complaintIds,
            @Parameter(description = "RFC 3339 timestamp, exclusive") @QueryParam("due_before") String dueBefore,
            @Parameter(description = "How many there are at most with due_before: 1 to 100, 20 by default")
                    @QueryParam("limit")
                    String limit) {
        SlaSelection selection = SlaSelection.parse(complaintIds, dueBefore, limit);
        Caller asking = caller.get();
        Uni<List<TrackedComplaint>> found =
                switch (selection) {
                    case SlaSelection.Chosen(List<Long> ids) -> clocks.find(ids, asking);
                    case SlaSelection.DueBefore due -> clocks.wakingBy(due.wakingBy(), asking, SlaSelection.LOOKED_AT);
                };
        return found.chain(rows -> policies.inForce(database).map(inForce -> rows.stream()
                        .map(TrackedComplaint::clock)
                        .map(clock -> SlaView.of(inForce.get(clock.priority()), clock))
                        .toList()))
                .map(views -> new Page<>(selection.select(views), null));
    }

    @GET
    @Path("/{complaint_id}")
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "The clock of a complaint: what happens next, and when",
            description = "For those who see the complaint. A complaint that was filed an instant ago may not be known"
                    + " here yet. While it is on hold, nothing but an automatic resolution is due.")
    @APIResponse(responseCode = "200", description = "The clock, with an ETag")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "404", description = "No such complaint, or the caller does not see it")
    public Uni<RestResponse<SlaView>> get(@PathParam("complaint_id") long complaintId) {
        return visible(complaintId).chain(clock -> inForce(clock).map(policy -> tagged(policy, clock)));
    }

    @GET
    @Path("/{complaint_id}/explain")
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "The clock of a complaint, and what it has done since it started",
            description =
                    "By the policy and calendar as they are now. The intervals that are counted add up to the time"
                            + " that due_at of an escalation follows from; acknowledgement and automatic resolution count all.")
    @APIResponse(responseCode = "200", description = "The clock and its intervals, without gaps")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "404", description = "No such complaint, or the caller does not see it")
    public Uni<SlaExplanation> explain(@PathParam("complaint_id") long complaintId) {
        return visible(complaintId).chain(complaint -> inForce(complaint)
                .map(policy -> SlaExplanation.of(policy, complaint, time.instant())));
    }

    private Uni<ComplaintClock> visible(long complaintId) {
        Caller asking = caller.get();
        return clocks.find(complaintId)
                .onItem()
                .ifNull()
                .failWith(SlaResource::unknown)
                .map(TrackedComplaint::clock)
                .invoke(clock -> requireVisible(clock, asking));
    }

    private Uni<PolicyInForce> inForce(ComplaintClock clock) {
        return policies.inForce(database).map(inForce -> inForce.get(clock.priority()));
    }

    private void requireVisible(ComplaintClock clock, Caller asking) {
        if (clock.deleted() || !visibility.sees(asking, clock.createdBy(), clock.assignedTo())) {
            throw unknown();
        }
    }

    private static HttpProblem unknown() {
        return Problems.problem(404, "there is no such complaint").build();
    }

    /** The state follows from the complaint's version and the policy's. */
    private static RestResponse<SlaView> tagged(PolicyInForce policy, ComplaintClock clock) {
        return RestResponse.ResponseBuilder.ok(SlaView.of(policy, clock))
                .header(HttpHeaders.ETAG, "\"%d.%d\"".formatted(clock.version(), policy.version()))
                .build();
    }
}

package io.recourse.escalation.report;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.recourse.escalation.event.Priority;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The report on service levels. */
@Path("/api/reports/sla")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports", description = "How the promises were kept")
public class SlaReportResource {

    private final SlaReports reports;
    private final Clock clock;

    @Inject
    SlaReportResource(SlaReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "How the promises of each priority were kept",
            description =
                    "On the complaints that were filed in the range, deleted ones left out. Those that are neither"
                            + " met nor breached are still worked on, or were cancelled.")
    @APIResponse(responseCode = "200", description = "A report for each priority, by its name")
    @APIResponse(responseCode = "400", description = "No timestamps, or a range that is empty or longer than 366 days")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Neither agent nor admin")
    public Uni<Map<Priority, SlaReport>> get(
            @Parameter(description = "RFC 3339 timestamp or date, inclusive; 30 days before to by default")
                    @QueryParam("from")
                    String from,
            @Parameter(description = "RFC 3339 timestamp or date, exclusive; now by default") @QueryParam("to")
                    String to) {
        Instant now = clock.instant();
        return reports.of(ReportRange.parse(from, to, now), now);
    }
}

package io.recourse.complaint.report;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Reports over HTTP, for staff; they are about the whole desk. */
@Path("/api/reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Reports")
public class ReportResource {

    private static final int WEEK = 7;
    private static final int LONGEST = 365;

    @Inject
    ActivityReports reports;

    @GET
    @Path("/last7days")
    @Operation(summary = "How many complaints were opened, resolved and escalated in the last 7 days, today included")
    public Uni<Activity> lastWeek() {
        return reports.lastDays(WEEK)
                .map(days -> new Activity(
                        days.stream().mapToLong(ActivityOfDay::opened).sum(),
                        days.stream().mapToLong(ActivityOfDay::resolved).sum(),
                        days.stream().mapToLong(ActivityOfDay::escalated).sum()));
    }

    @GET
    @Path("/activity")
    @Operation(summary = "The same for each of the last days, oldest first")
    public Uni<Page<ActivityOfDay>> activity(@Parameter(description = "1..365, 7 by default") @RestQuery String days) {
        return reports.lastDays(days(days)).map((List<ActivityOfDay> activity) -> new Page<>(activity, null));
    }

    private static int days(String text) {
        if (text == null) {
            return WEEK;
        }
        int days = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > LONGEST) {
            throw new InvalidInputException("days", "must be a whole number from 1 to " + LONGEST);
        }
        return days;
    }
}

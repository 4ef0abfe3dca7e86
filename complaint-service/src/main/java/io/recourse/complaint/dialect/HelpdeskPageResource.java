package io.recourse.complaint.dialect;

import java.net.URI;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.complaint.report.Activity;
import io.recourse.complaint.report.ReportResource;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What else the helpdesk's clients look for: its report, and where the API is described. */
@Path("/dialects/helpdesk/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dialect: helpdesk")
public class HelpdeskPageResource {

    private static final URI DOCUMENTATION = URI.create("/docs/");

    @Inject
    ReportResource reports;

    @GET
    @Path("reports/last7days")
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "How many tickets were opened, resolved and escalated in the last 7 days",
            description = "At /api/reports/last7days the core's own route says the same.")
    public Uni<Activity> lastWeek() {
        return reports.lastWeek();
    }

    @GET
    @Path("{page: docs|schema|schema/redoc|schema/swagger-ui}")
    @PermitAll
    @Operation(summary = "Go to the description of the API")
    @APIResponse(responseCode = "303", description = "It is at /docs/")
    public RestResponse<Void> documentation(@RestPath String page) {
        return ResponseBuilder.<Void>seeOther(DOCUMENTATION).build();
    }
}

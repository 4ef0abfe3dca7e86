package io.recourse.complaint.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statistics over HTTP. */
@Path("/api/complaints/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Reports")
public class StatisticsResource {

    @Inject
    ComplaintCounts counts;

    @Inject
    CurrentCaller caller;

    @GET
    @Operation(summary = "Count the complaints that the caller sees, by status, category and priority")
    public Uni<Statistics> get() {
        return counts.of(caller.get());
    }
}

package io.recourse.complaint.interaction;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The interactions of the whole desk over HTTP, for staff. */
@Path("/api/interactions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Interactions")
public class DeskInteractionsResource {

    @Inject
    Interactions interactions;

    @Inject
    CurrentCaller caller;

    @GET
    @Path("/recent")
    @Operation(summary = "List the interactions with complaints that the caller sees, newest first")
    public Uni<Page<InteractionView>> recent(@RestQuery String limit, @RestQuery String cursor) {
        return interactions.recent(Limit.parse(limit), cursor, caller.get());
    }

    @GET
    @Path("/stats")
    @Operation(summary = "Figures of the interactions that the caller recorded; for admins, of all")
    public Uni<InteractionStatistics> statistics() {
        return interactions.statistics(caller.get());
    }
}

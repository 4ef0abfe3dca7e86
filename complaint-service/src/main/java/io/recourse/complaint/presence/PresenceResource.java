package io.recourse.complaint.presence;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.complaint.ComplaintQueries;
import io.recourse.complaint.ComplaintView;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Who else has a complaint in front of them, so that two do not answer it at once. */
@Path("/api/complaints/{id}/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Presence")
public class PresenceResource {

    @Inject
    ComplaintQueries complaints;

    @Inject
    Audience audience;

    @Inject
    Sightings sightings;

    @Inject
    CurrentCaller caller;

    /** Who has a complaint in front of them, by username. */
    @Schema(name = "Presence")
    public record Presence(List<Viewer> viewers) {}

    @GET
    @Operation(
            summary = "Members of staff who have the complaint in front of them",
            description = "Changes are told as events named presence by /api/complaints/events, to staff who see it.")
    @APIResponse(responseCode = "200", description = "The viewers, by username")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<Presence> get(@RestPath long id) {
        return complaints.requireVisible(id, caller.get()).map(visible -> new Presence(audience.of(id)));
    }

    @PUT
    @Operation(
            summary = "Say that one has the complaint in front of one",
            description = "To be repeated every 10 seconds: who says nothing for 30 seconds has gone.")
    @APIResponse(responseCode = "200", description = "The viewers, by username, the caller among them")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<Presence> arrive(@RestPath long id) {
        return share(id, false).map(shared -> new Presence(audience.of(id)));
    }

    @DELETE
    @Operation(summary = "Say that one has left the complaint")
    @APIResponse(responseCode = "204", description = "Said")
    @APIResponse(responseCode = "404", description = "No such complaint for the caller")
    public Uni<Void> leave(@RestPath long id) {
        return share(id, true);
    }

    private Uni<Void> share(long id, boolean left) {
        Caller viewer = caller.get();
        return complaints
                .get(id, viewer)
                .chain(complaint -> sightings.share(new Sighting(
                        id,
                        complaint.createdBy().id(),
                        idOf(complaint.assignedTo()),
                        new Viewer(viewer.id(), viewer.username(), viewer.name()),
                        left)));
    }

    private static UUID idOf(ComplaintView.PersonView person) {
        return person == null ? null : person.id();
    }
}

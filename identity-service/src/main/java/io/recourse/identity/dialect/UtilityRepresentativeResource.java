package io.recourse.identity.dialect;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.recourse.identity.agent.AgentResource;
import io.recourse.identity.agent.AgentView;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The utility desk's representatives: agents and admins. */
@Path("/dialects/utility-desk/api/accounts/representatives")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Dialect: utility desk")
public class UtilityRepresentativeResource {

    @Inject
    AgentResource agents;

    /** A representative as this desk shows one. */
    @Schema(name = "UtilityRepresentative")
    record Representative(UUID id, String username, String name, String email, boolean isAvailable, long openRequests) {

        static Representative of(AgentView agent) {
            return new Representative(
                    agent.id(),
                    agent.username(),
                    agent.name(),
                    agent.email(),
                    agent.available(),
                    agent.openComplaints());
        }
    }

    @GET
    @Operation(
            summary = "List representatives by username",
            description = "An array of up to 100; the header Link leads on.")
    public Uni<RestResponse<List<Representative>>> list(
            @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return find(null, limit, cursor, uri);
    }

    @GET
    @Path("available_representatives")
    @Operation(summary = "List those who take new service requests")
    public Uni<RestResponse<List<Representative>>> available(
            @RestQuery String limit, @RestQuery String cursor, @Context UriInfo uri) {
        return find("true", limit, cursor, uri);
    }

    private Uni<RestResponse<List<Representative>>> find(String available, String limit, String cursor, UriInfo uri) {
        return agents.list(available, Integer.toString(BareList.limit(limit)), cursor)
                .map(page -> BareList.of(page, uri, Representative::of));
    }
}

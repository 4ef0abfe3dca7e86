package io.recourse.identity.agent;

import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom complaints can be assigned to, over HTTP. */
@Path("/api/agents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Agents", description = "Whom complaints can be assigned to")
public class AgentResource {

    private static final String LIST = "agents";

    private final Agents agents;

    @Inject
    AgentResource(Agents agents) {
        this.agents = agents;
    }

    @GET
    @Operation(
            summary = "Active agents and admins with their open complaints, by username",
            description = "The numbers follow the complaints within seconds.")
    public Uni<Page<AgentView>> list(
            @Parameter(description = "true or false; both when absent") @QueryParam("available") String available,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        String after =
                cursor == null ? null : Cursor.decode(cursor, LIST, 1).keys().getFirst();
        return agents.find(available(available), after, size + 1)
                .map(found -> Page.of(found, size, AgentResource::cursor));
    }

    private static Cursor cursor(AgentView last) {
        return new Cursor(LIST, List.of(last.username().toLowerCase(Locale.ROOT)));
    }

    private static Boolean available(String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException("available", "must be true or false");
        };
    }
}

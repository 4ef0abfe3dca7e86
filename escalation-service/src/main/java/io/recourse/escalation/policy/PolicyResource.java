package io.recourse.escalation.policy;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.recourse.escalation.event.Priority;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.Problems;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What the desk promises for complaints of each priority. */
@Path("/api/sla-policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SLA policies", description = "What the desk promises for complaints of each priority")
public class PolicyResource {

    private static final String LIST = "sla-policies";

    private final SlaPolicies policies;

    @Inject
    PolicyResource(SlaPolicies policies) {
        this.policies = policies;
    }

    @GET
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "The four policies, the most urgent priority first")
    @APIResponse(responseCode = "200", description = "A page of policies")
    @APIResponse(responseCode = "400", description = "A bad limit or cursor")
    @APIResponse(responseCode = "401", description = "No valid token")
    public Uni<Page<PolicyView>> list(
            @Parameter(description = "1 to 100, 20 by default") @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        Priority after = cursor == null ? null : after(Cursor.decode(cursor, LIST, 1));
        return policies.mostUrgentFirst().map(all -> {
            List<PolicyView> rest = all.stream()
                    .filter(policy -> after == null || policy.priority().compareTo(after) < 0)
                    .map(PolicyView::of)
                    .toList();
            return Page.of(
                    rest, size, last -> new Cursor(LIST, List.of(last.priority().toString())));
        });
    }

    @GET
    @Path("/{priority}")
    @RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(summary = "The policy of a priority, with its ETag")
    @APIResponse(responseCode = "200", description = "The policy")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "404", description = "No such priority")
    public Uni<RestResponse<PolicyView>> get(
            @Parameter(description = "low, medium, high or critical") @PathParam("priority") String priority) {
        return policies.of(known(priority)).map(PolicyResource::tagged);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{priority}")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(
            summary = "Changes the policy of a priority",
            description = "It holds at once, for running clocks too: they are counted anew from their own start."
                    + " A field that is absent stays as it is; null switches a timer off.")
    @APIResponse(responseCode = "200", description = "The policy as it is now, with its ETag")
    @APIResponse(responseCode = "400", description = "Not JSON, an unknown field, or a text that is no duration")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Not an admin")
    @APIResponse(responseCode = "404", description = "No such priority")
    @APIResponse(responseCode = "412", description = "The policy is no longer the one that If-Match names")
    @APIResponse(responseCode = "422", description = "A duration out of range, or an unknown calendar")
    public Uni<RestResponse<PolicyView>> change(
            @Parameter(description = "low, medium, high or critical") @PathParam("priority") String priority,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull ChangePolicy request) {
        Priority known = known(priority);
        return policies.change(known, request, ifMatch).map(PolicyResource::tagged);
    }

    private static RestResponse<PolicyView> tagged(SlaPolicy policy) {
        return RestResponse.ResponseBuilder.ok(PolicyView.of(policy))
                .header(HttpHeaders.ETAG, Preconditions.etag(policy.version()))
                .build();
    }

    private static Priority known(String priority) {
        try {
            return Priority.fromString(priority);
        } catch (IllegalArgumentException unknown) {
            throw Problems.problem(404, "there is no such priority").build();
        }
    }

    private static Priority after(Cursor cursor) {
        try {
            return Priority.fromString(cursor.keys().getFirst());
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }
}

package io.recourse.complaint.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.complaint.ComplaintDesk;
import io.recourse.complaint.ComplaintProblems;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of many complaints over HTTP, for staff. */
@Path("/api/complaints/bulk")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Complaints")
public class BulkResource {

    @Inject
    ComplaintDesk desk;

    @Inject
    CurrentCaller caller;

    /** What became of each, in the order of the ids. */
    public record Results(List<BulkResult> results) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change many complaints alike",
            description = "Each one is changed by itself, wholly or not at all; the others do not depend on it.")
    @APIResponse(responseCode = "200", description = "What became of each")
    public Uni<Results> change(@Valid @NotNull ChangeComplaints request) {
        if (request.change().isEmpty()) {
            throw new InvalidInputException("change", "must change something");
        }
        Caller by = caller.get();
        List<BulkResult> results = new ArrayList<>();
        Uni<Void> done = Uni.createFrom().voidItem();
        // One after the other: they share a session, and a hundred take well under a second.
        for (long id : Set.copyOf(request.ids()).stream().sorted().toList()) {
            done = done.chain(() -> changeOne(id, request.change(), by))
                    .invoke(results::add)
                    .replaceWithVoid();
        }
        return done.replaceWith(() -> new Results(inOrder(results, request.ids())));
    }

    private Uni<BulkResult> changeOne(long id, ChangeComplaints.Change change, Caller by) {
        return desk.changeAsOneOfMany(
                        id,
                        Optional.ofNullable(change.priority()),
                        Optional.ofNullable(change.category()),
                        Optional.ofNullable(change.status()),
                        Optional.ofNullable(change.assignee()),
                        by)
                .replaceWith(new BulkResult(id, 200, null))
                .onFailure(failure -> ComplaintProblems.of(failure).isPresent())
                .recoverWithItem(failure -> {
                    var problem = ComplaintProblems.of(failure).orElseThrow();
                    return new BulkResult(id, problem.getStatusCode(), problem);
                });
    }

    private static List<BulkResult> inOrder(List<BulkResult> results, List<Long> ids) {
        return ids.stream()
                .distinct()
                .map(id -> results.stream()
                        .filter(result -> result.id() == id)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}

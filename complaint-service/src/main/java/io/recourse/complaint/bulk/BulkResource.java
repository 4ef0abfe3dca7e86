package io.recourse.complaint.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.recourse.complaint.ComplaintDesk;
import io.recourse.complaint.ComplaintLists;
import io.recourse.complaint.ComplaintProblems;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of many complaints over HTTP, for staff. */
@Path("/api/complaints/bulk")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "Complaints")
public class BulkResource {

    /** The most complaints that one request changes. */
    private static final int MOST = 100;

    @Inject
    ComplaintDesk desk;

    @Inject
    ComplaintLists lists;

    @Inject
    JsonRequests requests;

    @Inject
    CurrentCaller caller;

    /** What became of each, in the order of the ids; of a filter, from the complaint that was filed first. */
    public record Results(List<BulkResult> results) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change many complaints alike",
            description = "They are named by ids, or by a filter like that of the list. Each one is changed by itself, "
                    + "wholly or not at all; the others do not depend on it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeComplaints.class)))
    @APIResponse(responseCode = "200", description = "What became of each")
    @APIResponse(responseCode = "422", description = "More than 100 complaints match the filter; none was changed")
    public Uni<Results> change(JsonNode sent) throws JsonProcessingException {
        ChangeComplaints request = requests.read(sent, ChangeComplaints.class);
        request.requireMeaning(sent);
        boolean assigns = sent.path("change").has("assignee");
        Caller by = caller.get();
        Uni<List<Long>> ids = request.filter() == null
                ? Uni.createFrom().item(request.ids().stream().distinct().toList())
                : lists.select(request.filter(), MOST, by);
        return ids.chain(chosen -> changeAll(chosen, request.change(), assigns, by));
    }

    private Uni<Results> changeAll(List<Long> ids, ChangeComplaints.Change change, boolean assigns, Caller by) {
        List<BulkResult> results = new ArrayList<>();
        Uni<Void> done = Uni.createFrom().voidItem();
        // One after the other: they share a session, and a hundred take well under a second.
        for (long id : ids) {
            done = done.chain(() -> changeOne(id, change, assigns, by))
                    .invoke(results::add)
                    .replaceWithVoid();
        }
        return done.replaceWith(() -> new Results(results));
    }

    private Uni<BulkResult> changeOne(long id, ChangeComplaints.Change change, boolean assigns, Caller by) {
        return desk.changeAsOneOfMany(
                        id,
                        Optional.ofNullable(change.priority()),
                        Optional.ofNullable(change.category()),
                        Optional.ofNullable(change.status()),
                        assigns ? Optional.of(Optional.ofNullable(change.assignee())) : Optional.empty(),
                        by)
                .replaceWith(new BulkResult(id, 200, null))
                .onFailure(failure -> ComplaintProblems.ofOne(failure).isPresent())
                .recoverWithItem(failure -> {
                    HttpProblem problem = ComplaintProblems.ofOne(failure).orElseThrow();
                    return new BulkResult(id, problem.getStatusCode(), problem);
                });
    }
}

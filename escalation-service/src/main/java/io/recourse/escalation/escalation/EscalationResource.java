package io.recourse.escalation.escalation;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

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
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has been escalated, and who was told. */
@Path("/api/escalations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Escalations", description = "What has been escalated, and who was told")
public class EscalationResource {

    private static final String LIST = "escalations";

    private final Escalations escalations;
    private final CurrentCaller caller;

    @Inject
    EscalationResource(Escalations escalations, CurrentCaller caller) {
        this.escalations = escalations;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.AGENT_NAME, Role.ADMIN_NAME})
    @Operation(
            summary = "Escalations, newest first",
            description = "Of the complaints that the caller sees: an admin all, an agent by RECOURSE_AGENTS_SEE.")
    @APIResponse(responseCode = "200", description = "A page of escalations")
    @APIResponse(responseCode = "400", description = "A bad limit, cursor or complaint_id")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "Neither agent nor admin")
    public Uni<Page<EscalationView>> list(
            @Parameter(description = "Those of this complaint alone") @QueryParam("complaint_id") String complaintId,
            @Parameter(description = "1 to 100, 20 by default") @QueryParam("limit") String limit,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        return escalations
                .newestFirst(caller.get(), complaintId(complaintId), position(cursor), size + 1)
                .map(rows -> Page.of(rows, size, EscalationResource::cursorAfter));
    }

    private static Long complaintId(String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidInputException("complaint_id", "must be the number of a complaint");
        }
        return Long.valueOf(text);
    }

    private static Cursor cursorAfter(EscalationView last) {
        return new Cursor(LIST, List.of(last.escalatedAt().toString(), Long.toString(last.id())));
    }

    private static Escalations.Position position(String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> keys = Cursor.decode(cursor, LIST, 2).keys();
        try {
            return new Escalations.Position(Instant.parse(keys.get(0)), Long.parseLong(keys.get(1)));
        } catch (DateTimeParseException | NumberFormatException forged) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }
}

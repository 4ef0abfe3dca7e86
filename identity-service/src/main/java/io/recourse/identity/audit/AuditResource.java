package io.recourse.identity.audit;

import java.util.List;
import java.util.UUID;

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

/** The audit log over HTTP. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@Tag(name = "Audit", description = "Security events")
public class AuditResource {

    private static final String LIST = "audit";

    private final AuditLog log;

    @Inject
    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(summary = "Security events, the newest first")
    public Uni<Page<AuditEntry>> list(
            @Parameter(description = "Only events about this account") @QueryParam("subject_id") String subjectId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        int size = Limit.parse(limit);
        return log.newest(subject(subjectId), before(cursor), size + 1)
                .map(entries -> Page.of(entries, size, last -> new Cursor(LIST, List.of(Long.toString(last.id())))));
    }

    private static UUID subject(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInputException("subject_id", "must be a UUID");
        }
    }

    private static Long before(String cursor) {
        return cursor == null ? null : Cursor.decode(cursor, LIST, 1).number(0);
    }
}

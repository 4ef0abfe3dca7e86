package io.recourse.complaint.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.complaint.ComplaintQueries;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.CurrentCaller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The history of a complaint over HTTP. */
@Path("/api/complaints/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER_NAME, Role.AGENT_NAME, Role.ADMIN_NAME})
@Tag(name = "History")
public class HistoryResource {

    @Inject
    Pool database;

    @Inject
    ComplaintQueries queries;

    @Inject
    CurrentCaller caller;

    @GET
    @Operation(
            summary = "List every change of a complaint, oldest first",
            description = "Customers do not see that there are internal comments, nor what services were refused.")
    public Uni<Page<HistoryEntry>> list(@RestPath long id, @RestQuery String limit, @RestQuery String cursor) {
        int size = Limit.parse(limit);
        long after = cursor == null ? 0 : after(id, cursor);
        return queries.requireVisible(id, caller.get())
                .chain(() -> database.preparedQuery("""
                                select h.*, p.username, p.name from complaint_history h
                                left join person p on p.id = h.actor_id
                                where h.complaint_id = $1 and h.id > $2 and ($3 or not h.internal)
                                order by h.id limit $4""")
                        .execute(Tuple.tuple(
                                Arrays.asList(id, after, caller.get().isStaff(), size + 1))))
                .map(rows -> {
                    List<HistoryEntry> entries = new ArrayList<>();
                    for (Row row : rows) {
                        entries.add(entry(row));
                    }
                    return Page.of(entries, size, last -> new Cursor(name(id), List.of(Long.toString(last.id()))));
                });
    }

    @GET
    @Path("/verify")
    @RolesAllowed(Role.ADMIN_NAME)
    @Operation(summary = "Check that the history is what was written: that its chain of hashes holds")
    public Uni<HistoryVerification> verify(@RestPath long id) {
        return queries.requireVisible(id, caller.get())
                .chain(() -> database.preparedQuery("""
                                select count(*) as entries,
                                    coalesce(bool_and(hash = history_hash(before, entry)), false)
                                        and max(version) = (select version from complaint where id = $1) as valid
                                from (
                                    select h as entry, h.hash, h.version,
                                        lag(h.hash) over (order by h.id) as before
                                    from complaint_history h where h.complaint_id = $1) as chain""").execute(Tuple.of(id)))
                .map(rows -> rows.iterator().next())
                .map(row -> new HistoryVerification(row.getBoolean("valid"), row.getLong("entries")));
    }

    private static String name(long id) {
        return "history:" + id;
    }

    private static long after(long id, String cursor) {
        try {
            return Long.parseLong(Cursor.decode(cursor, name(id), 1).keys().getFirst());
        } catch (NumberFormatException foreign) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }

    private static HistoryEntry entry(Row row) {
        UUID actor = row.getUUID("actor_id");
        String role = row.getString("actor_role");
        return new HistoryEntry(
                row.getLong("id"),
                row.getInteger("version"),
                row.getOffsetDateTime("happened_at").toInstant(),
                row.getString("type"),
                actor == null ? null : new PersonView(actor, row.getString("username"), row.getString("name")),
                role == null ? null : Role.fromString(role),
                row.getString("actor_service"),
                ((JsonObject) row.getValue("changes")).getMap());
    }
}

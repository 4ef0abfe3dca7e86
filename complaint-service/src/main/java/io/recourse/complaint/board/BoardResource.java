package io.recourse.complaint.board;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The public board over HTTP: complaints whose creators want them seen by everybody, without who they are. */
@Path("/api/public/complaints")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Public board")
public class BoardResource {

    private static final String LIST = "board";
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    @Inject
    Pool database;

    @GET
    @Operation(summary = "List public complaints, newest first; needs no token")
    public Uni<Page<PublicComplaint>> list(@RestQuery String limit, @RestQuery String cursor) {
        int size = Limit.parse(limit);
        OffsetDateTime before = END_OF_TIME;
        long beforeId = Long.MAX_VALUE;
        if (cursor != null) {
            List<String> keys = Cursor.decode(cursor, LIST, 2).keys();
            try {
                before = Instant.parse(keys.get(0)).atOffset(ZoneOffset.UTC);
                beforeId = Long.parseLong(keys.get(1));
            } catch (DateTimeParseException | NumberFormatException foreign) {
                throw new InvalidInputException("cursor", "is not a cursor of this list");
            }
        }
        return database.preparedQuery("""
                        select id, title, status, category, created_at from complaint
                        where visibility = 'public' and (created_at, id) < ($1, $2)
                        order by created_at desc, id desc limit $3""")
                .execute(Tuple.of(before, beforeId, size + 1))
                .map(rows -> {
                    List<PublicComplaint> complaints = new ArrayList<>();
                    for (Row row : rows) {
                        complaints.add(complaint(row));
                    }
                    return Page.of(complaints, size, BoardResource::cursorAfter);
                });
    }

    private static Cursor cursorAfter(PublicComplaint last) {
        return new Cursor(LIST, List.of(last.createdAt().toString(), Long.toString(last.id())));
    }

    private static PublicComplaint complaint(Row row) {
        return new PublicComplaint(
                row.getLong("id"),
                row.getString("title"),
                ComplaintStatus.fromString(row.getString("status")),
                Category.fromString(row.getString("category")),
                row.getOffsetDateTime("created_at").toInstant());
    }
}

package io.recourse.complaint.comment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.complaint.ComplaintQueries;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.Complaints;
import io.recourse.complaint.NotPermittedException;
import io.recourse.complaint.ResourceNotFoundException;
import io.recourse.complaint.directory.Directory;
import io.recourse.complaint.event.Actor;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** What customers and staff write about complaints. */
@ApplicationScoped
public class Comments {

    private static final String LIST = "comments";

    private final Pool database;
    private final Complaints complaints;
    private final ComplaintQueries queries;
    private final Directory directory;
    private final Clock clock;

    @Inject
    Comments(Pool database, Complaints complaints, ComplaintQueries queries, Directory directory, Clock clock) {
        this.database = database;
        this.complaints = complaints;
        this.queries = queries;
        this.directory = directory;
        this.clock = clock;
    }

    /** Adds a comment; fails with {@link NotPermittedException} (403) for an internal one by a customer. */
    public Uni<CommentView> add(long complaintId, AddComment comment, Caller caller) {
        return complaints.change(complaintId, caller, complaint -> {
            if (comment.isInternal() && !caller.isStaff()) {
                throw new NotPermittedException("only staff write internal comments");
            }
            Instant now = clock.instant();
            return directory
                    .ensureKnown(caller)
                    .chain(() -> insert(complaintId, comment, caller, now))
                    .invoke(id -> complaint.commented(id, comment.isInternal(), Actor.of(caller), now))
                    .map(id -> new CommentView(
                            id,
                            complaintId,
                            new PersonView(caller.id(), caller.username(), caller.name()),
                            caller.role(),
                            comment.body(),
                            comment.isInternal(),
                            now));
        });
    }

    /** A page of the comments that the caller sees, oldest first. */
    public Uni<Page<CommentView>> list(long complaintId, int limit, String cursor, Caller caller) {
        long after = cursor == null ? 0 : after(complaintId, cursor);
        return queries.requireVisible(complaintId, caller)
                .chain(() -> database.preparedQuery("""
                                select m.*, p.username, p.name from complaint_comment m
                                join person p on p.id = m.author_id
                                where m.complaint_id = $1 and m.id > $2 and ($3 or not m.internal)
                                order by m.id limit $4""")
                        .execute(Tuple.tuple(Arrays.asList(complaintId, after, caller.isStaff(), limit + 1))))
                .map(rows -> {
                    List<CommentView> views = new ArrayList<>();
                    for (Row row : rows) {
                        views.add(view(row));
                    }
                    return Page.of(
                            views, limit, last -> new Cursor(list(complaintId), List.of(Long.toString(last.id()))));
                });
    }

    /** A comment that the caller sees; fails with {@link ResourceNotFoundException} (404) where there is none. */
    Uni<CommentView> get(long complaintId, long id, Caller caller) {
        return queries.requireVisible(complaintId, caller)
                .chain(() -> database.preparedQuery("""
                                select m.*, p.username, p.name from complaint_comment m
                                join person p on p.id = m.author_id
                                where m.complaint_id = $1 and m.id = $2 and ($3 or not m.internal)""").execute(Tuple.of(complaintId, id, caller.isStaff())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new ResourceNotFoundException(
                                "complaint %d has no comment %d".formatted(complaintId, id));
                    }
                    return view(rows.iterator().next());
                });
    }

    private static String list(long complaintId) {
        return LIST + ":" + complaintId;
    }

    private static long after(long complaintId, String cursor) {
        try {
            return Long.parseLong(
                    Cursor.decode(cursor, list(complaintId), 1).keys().getFirst());
        } catch (NumberFormatException foreign) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }

    private static Uni<Long> insert(long complaintId, AddComment comment, Caller caller, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                insert into complaint_comment
                                    (complaint_id, author_id, author_role, body, internal, created_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6) returning id""", Long.class)
                .setParameter(1, complaintId)
                .setParameter(2, caller.id())
                .setParameter(3, caller.role().toString())
                .setParameter(4, comment.body())
                .setParameter(5, comment.isInternal())
                .setParameter(6, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .getSingleResult());
    }

    private static CommentView view(Row row) {
        return new CommentView(
                row.getLong("id"),
                row.getLong("complaint_id"),
                new PersonView(row.getUUID("author_id"), row.getString("username"), row.getString("name")),
                Role.fromString(row.getString("author_role")),
                row.getString("body"),
                row.getBoolean("internal"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}

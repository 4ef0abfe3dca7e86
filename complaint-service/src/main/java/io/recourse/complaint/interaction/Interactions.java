package io.recourse.complaint.interaction;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.complaint.ComplaintQueries;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.Complaints;
import io.recourse.complaint.Permissions;
import io.recourse.complaint.Permissions.PeopleSet;
import io.recourse.complaint.ResourceNotFoundException;
import io.recourse.complaint.directory.Directory;
import io.recourse.complaint.event.Actor;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The calls, mails, chats and visits that staff record with complaints. */
@ApplicationScoped
public class Interactions {

    private static final String RECENT = "interactions";

    private final Pool database;
    private final Complaints complaints;
    private final ComplaintQueries queries;
    private final Permissions permissions;
    private final Directory directory;
    private final Clock clock;

    @Inject
    Interactions(
            Pool database,
            Complaints complaints,
            ComplaintQueries queries,
            Permissions permissions,
            Directory directory,
            Clock clock) {
        this.database = database;
        this.complaints = complaints;
        this.queries = queries;
        this.permissions = permissions;
        this.directory = directory;
        this.clock = clock;
    }

    /** Records one; it counts as activity of staff. */
    public Uni<InteractionView> record(long complaintId, RecordInteraction request, Caller caller) {
        return complaints.change(complaintId, caller, complaint -> {
            Instant now = clock.instant();
            Instant occurredAt = request.occurredAt() == null ? now : request.occurredAt();
            return directory
                    .ensureKnown(caller)
                    .chain(() -> insert(complaintId, request, occurredAt, caller, now))
                    .invoke(id -> complaint.interactionRecorded(
                            id, request.type().toString(), request.duration(), occurredAt, Actor.of(caller), now))
                    .map(id -> new InteractionView(
                            id,
                            complaintId,
                            request.type(),
                            request.duration(),
                            request.notes(),
                            occurredAt,
                            new PersonView(caller.id(), caller.username(), caller.name()),
                            now));
        });
    }

    /** A page of a complaint's interactions, in the order in which they were recorded. */
    Uni<Page<InteractionView>> list(long complaintId, int limit, String cursor, Caller caller) {
        String name = RECENT + ":" + complaintId;
        long after = cursor == null ? 0 : id(cursor, name);
        return queries.requireVisible(complaintId, caller)
                .chain(() -> database.preparedQuery("""
                                select i.*, p.username, p.name from interaction i join person p on p.id = i.recorded_by
                                where i.complaint_id = $1 and i.id > $2 order by i.id limit $3""").execute(Tuple.of(complaintId, after, limit + 1)))
                .map(rows -> page(rows, limit, name));
    }

    /** An interaction of a complaint that the caller sees; fails with {@link ResourceNotFoundException} (404). */
    Uni<InteractionView> get(long complaintId, long id, Caller caller) {
        return queries.requireVisible(complaintId, caller)
                .chain(() -> database.preparedQuery("""
                                select i.*, p.username, p.name from interaction i join person p on p.id = i.recorded_by
                                where i.complaint_id = $1 and i.id = $2""").execute(Tuple.of(complaintId, id)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new ResourceNotFoundException(
                                "complaint %d has no interaction %d".formatted(complaintId, id));
                    }
                    return view(rows.iterator().next());
                });
    }

    /**
     * A page of the interactions with complaints that the caller sees, newest first: merged from the ends of one range of
     * an index for each set of complaints that the caller sees, of which one interaction may be in several.
     */
    public Uni<Page<InteractionView>> recent(int limit, String cursor, Caller caller) {
        long before = cursor == null ? Long.MAX_VALUE : id(cursor, RECENT);
        List<Object> parameters = new ArrayList<>(List.of(before));
        List<String> ranges = permissions.visibleSets(caller).stream()
                .map(set -> range(set, limit + 1, parameters))
                .toList();
        String sql = """
                with page as (select distinct id from (%s) as ranges order by id desc limit %d)
                select i.*, p.username, p.name from page
                join interaction i on i.id = page.id join person p on p.id = i.recorded_by
                order by page.id desc""".formatted(String.join(" union all ", ranges), limit + 1);
        return database.preparedQuery(sql).execute(Tuple.tuple(parameters)).map(rows -> page(rows, limit, RECENT));
    }

    private static String range(PeopleSet set, int rows, List<Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("id < $1"));
        if (set.assignedTo() != null) {
            parameters.add(set.assignedTo());
            conditions.add("complaint_assigned_to = $" + parameters.size());
        }
        if (set.createdBy() != null) {
            parameters.add(set.createdBy());
            conditions.add("complaint_created_by = $" + parameters.size());
        }
        return "(select id from interaction where %s order by id desc limit %d)"
                .formatted(String.join(" and ", conditions), rows);
    }

    /** Figures of the caller's own interactions, for an admin of everybody's. */
    public Uni<InteractionStatistics> statistics(Caller caller) {
        return database.preparedQuery("""
                        select type, sum(amount) as amount, sum(seconds) as seconds from interaction_count
                        where $2 or recorded_by = $1 group by type""")
                .execute(Tuple.of(caller.id(), caller.isAdmin()))
                .map(rows -> {
                    Map<InteractionType, Long> byType = new EnumMap<>(InteractionType.class);
                    for (InteractionType type : InteractionType.values()) {
                        byType.put(type, 0L);
                    }
                    long total = 0;
                    long seconds = 0;
                    for (Row row : rows) {
                        byType.put(InteractionType.fromString(row.getString("type")), row.getLong("amount"));
                        total += row.getLong("amount");
                        seconds += row.getLong("seconds");
                    }
                    double average = total == 0 ? 0 : Math.round(10.0 * seconds / total) / 10.0;
                    return new InteractionStatistics(total, byType, seconds, average);
                });
    }

    private static long id(String cursor, String name) {
        try {
            return Long.parseLong(Cursor.decode(cursor, name, 1).keys().getFirst());
        } catch (NumberFormatException foreign) {
            throw new InvalidInputException("cursor", "is not a cursor of this list");
        }
    }

    private static Page<InteractionView> page(RowSet<Row> rows, int limit, String name) {
        List<InteractionView> views = new ArrayList<>();
        for (Row row : rows) {
            views.add(view(row));
        }
        return Page.of(views, limit, last -> new Cursor(name, List.of(Long.toString(last.id()))));
    }

    private static InteractionView view(Row row) {
        return new InteractionView(
                row.getLong("id"),
                row.getLong("complaint_id"),
                InteractionType.fromString(row.getString("type")),
                row.getInteger("duration_seconds"),
                row.getString("notes"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                new PersonView(row.getUUID("recorded_by"), row.getString("username"), row.getString("name")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Uni<Long> insert(
            long complaintId, RecordInteraction request, Instant occurredAt, Caller caller, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                insert into interaction (complaint_id, type, duration_seconds, notes, occurred_at,
                                    recorded_by, created_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id""", Long.class)
                .setParameter(1, complaintId)
                .setParameter(2, request.type().toString())
                .setParameter(3, request.duration())
                .setParameter(4, request.notes())
                .setParameter(5, OffsetDateTime.ofInstant(occurredAt, ZoneOffset.UTC))
                .setParameter(6, caller.id())
                .setParameter(7, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .getSingleResult());
    }
}

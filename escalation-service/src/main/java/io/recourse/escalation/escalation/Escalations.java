package io.recourse.escalation.escalation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.access.Visibility;
import io.recourse.escalation.event.Priority;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** What has been escalated, and who was told. */
@ApplicationScoped
public class Escalations {

    private static final String RECORD = """
            insert into escalation (complaint_id, event_id, level, priority, due_at, escalated_at)
            values ($1, $2, $3, $4, $5, $6) on conflict do nothing""";

    private final Pool database;
    private final Visibility visibility;

    @Inject
    Escalations(Pool database, Visibility visibility) {
        this.database = database;
        this.visibility = visibility;
    }

    /**
     * Where a page begins.
     *
     * @param escalatedAt of the last escalation of the page before
     * @param id          of that escalation
     */
    record Position(Instant escalatedAt, long id) {}

    /** Records escalations; one that is known by its event already is not recorded again. */
    public Uni<Void> record(SqlClient transaction, List<Escalation> escalations) {
        if (escalations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = escalations.stream()
                .map(escalation -> Tuple.from(Arrays.asList(
                        escalation.complaintId(),
                        escalation.eventId(),
                        escalation.level(),
                        escalation.priority().toString(),
                        time(escalation.dueAt()),
                        time(escalation.escalatedAt()))))
                .toList();
        return transaction.preparedQuery(RECORD).executeBatch(rows).replaceWithVoid();
    }

    /** Forgets the escalations of complaints that were deleted. */
    public Uni<Void> forget(SqlClient transaction, Collection<Long> complaintIds) {
        return complaintIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("delete from escalation where complaint_id = any ($1)")
                        .execute(Tuple.of(complaintIds.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /**
     * Escalations of complaints that the caller sees, newest first.
     *
     * @param complaintId of one complaint alone; null: of all
     * @param after       where the page begins; null: at the newest
     * @param count       how many at most
     */
    Uni<List<EscalationView>> newestFirst(Caller caller, Long complaintId, Position after, int count) {
        List<Object> parameters = new ArrayList<>(List.of(caller.id(), count));
        String conditions = visibility.condition(caller, "$1");
        if (complaintId != null) {
            parameters.add(complaintId);
            conditions += " and escalation.complaint_id = $" + parameters.size();
        }
        if (after != null) {
            parameters.add(time(after.escalatedAt()));
            parameters.add(after.id());
            conditions += " and (escalated_at, escalation.id) < ($%d, $%d)"
                    .formatted(parameters.size() - 1, parameters.size());
        }
        // Walks along escalation_newest_first or escalation_of_complaint until the page is full.
        String sql = """
                select page.*, told.notified, told.delivered_at
                from (select escalation.* from escalation join sla_clock using (complaint_id) where %s
                      order by escalated_at desc, escalation.id desc limit $2) page
                cross join lateral (
                    select array_agg(address order by address) filter (where state = 'sent') as notified,
                           case when not bool_or(state = 'waiting') then max(sent_at) end as delivered_at
                    from mail where event_id = page.event_id) told
                order by page.escalated_at desc, page.id desc""".formatted(conditions);
        return database.preparedQuery(sql).execute(Tuple.from(parameters)).map(Escalations::views);
    }

    private static List<EscalationView> views(RowSet<Row> rows) {
        List<EscalationView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String[] notified = row.getArrayOfStrings("notified");
            views.add(new EscalationView(
                    row.getLong("id"),
                    row.getLong("complaint_id"),
                    row.getInteger("level"),
                    Priority.fromString(row.getString("priority")),
                    instant(row.getOffsetDateTime("due_at")),
                    instant(row.getOffsetDateTime("escalated_at")),
                    notified == null ? List.of() : List.of(notified),
                    instant(row.getOffsetDateTime("delivered_at"))));
        }
        return views;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

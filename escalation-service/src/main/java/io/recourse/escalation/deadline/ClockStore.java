package io.recourse.escalation.deadline;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.access.Visibility;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The clocks of all complaints. */
@ApplicationScoped
public class ClockStore {

    private static final String SAVE = """
            insert into sla_clock (complaint_id, version, activity_version, status, priority, level, created_by,
                assigned_to, created_at, opened_at, started_at, level_at_start, paused_from, paused_to, acknowledged,
                answered_at, first_response_at, ended_at, deleted, policy_version, asked_ids, asked_due_at, asked_at,
                wake_at, first_response, warned_from, title)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27)
            on conflict (complaint_id) do update set
                version = excluded.version, activity_version = excluded.activity_version, status = excluded.status,
                priority = excluded.priority, level = excluded.level, created_by = excluded.created_by,
                assigned_to = excluded.assigned_to, opened_at = excluded.opened_at, started_at = excluded.started_at,
                level_at_start = excluded.level_at_start, paused_from = excluded.paused_from,
                paused_to = excluded.paused_to, acknowledged = excluded.acknowledged,
                answered_at = excluded.answered_at, first_response_at = excluded.first_response_at,
                ended_at = excluded.ended_at, deleted = excluded.deleted, policy_version = excluded.policy_version,
                asked_ids = excluded.asked_ids, asked_due_at = excluded.asked_due_at, asked_at = excluded.asked_at,
                wake_at = excluded.wake_at, first_response = excluded.first_response,
                warned_from = excluded.warned_from, title = excluded.title
            where sla_clock.version < excluded.version""";

    private static final String SAVE_AGENDA = """
            update sla_clock
            set policy_version = $2, asked_ids = $3, asked_due_at = $4, asked_at = $5, wake_at = $6,
                first_response = $7, warned_from = $8
            where complaint_id = $1""";

    /** Walks along sla_clock_by_wake_at; what another replica has claimed is passed over. */
    private static final String CLAIM_DUE = """
            select * from sla_clock where wake_at <= $1 order by wake_at limit $2 for update skip locked""";

    /** For each priority the head of sla_clock_by_policy_version, in its order. */
    private static final String CLAIM_OUTDATED = """
            select outdated.* from sla_policy policy cross join lateral (
                select * from sla_clock
                where priority = policy.priority and policy_version < policy.version and ended_at is null
                order by policy_version, started_at limit $1 for update skip locked) outdated""";

    private final Pool database;
    private final Visibility visibility;

    @Inject
    ClockStore(Pool database, Visibility visibility) {
        this.database = database;
        this.visibility = visibility;
    }

    /** The clock of a complaint, null when no event of it has come. */
    public Uni<TrackedComplaint> find(long complaintId) {
        return database.preparedQuery("select * from sla_clock where complaint_id = $1")
                .execute(Tuple.of(complaintId))
                .map(rows ->
                        rows.size() == 0 ? null : ClockRows.read(rows.iterator().next()));
    }

    /** The clocks of these complaints, as far as the caller sees them, by number. */
    Uni<List<TrackedComplaint>> find(Collection<Long> complaintIds, Caller caller) {
        return database.preparedQuery("""
                        select * from sla_clock
                        where complaint_id = any ($2) and not deleted and %s order by complaint_id""".formatted(visibility.condition(caller, "$1")))
                .execute(Tuple.of(caller.id(), complaintIds.toArray(Long[]::new)))
                .map(ClockStore::tracked);
    }

    /**
     * Running clocks that the caller sees and that wake by an instant, the first ones first, along
     * sla_clock_by_wake_at. None wakes later than its timers are due, or a minute later when they are overdue.
     */
    Uni<List<TrackedComplaint>> wakingBy(Instant by, Caller caller, int atMost) {
        return database.preparedQuery("""
                        select * from sla_clock
                        where wake_at <= $2 and ended_at is null and status <> 'on_hold' and not deleted and %s
                        order by wake_at limit $3""".formatted(visibility.condition(caller, "$1")))
                .execute(Tuple.of(caller.id(), ClockRows.time(by), atMost))
                .map(ClockStore::tracked);
    }

    /** Takes the clocks of complaints for the transaction, in one order for all who do so. */
    public Uni<List<TrackedComplaint>> lock(SqlClient transaction, Collection<Long> complaintIds) {
        return transaction
                .preparedQuery("select * from sla_clock where complaint_id = any ($1) order by complaint_id for update")
                .execute(Tuple.of(complaintIds.toArray(Long[]::new)))
                .map(ClockStore::tracked);
    }

    /** Stores clocks after newer events; a row that has become newer meanwhile stays as it is. */
    public Uni<Void> save(SqlClient transaction, List<TrackedComplaint> rows) {
        return batch(transaction, SAVE, rows.stream().map(ClockRows::whole).toList());
    }

    /** Takes clocks whose time has come for the transaction, the longest overdue first. */
    Uni<List<TrackedComplaint>> claimDue(SqlClient transaction, Instant now, int atMost) {
        return transaction
                .preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(ClockRows.time(now), atMost))
                .map(ClockStore::tracked);
    }

    /** Takes running clocks that were planned with an older policy for the transaction. */
    Uni<List<TrackedComplaint>> claimOutdated(SqlClient transaction, int atMostOfEachPriority) {
        return transaction
                .preparedQuery(CLAIM_OUTDATED)
                .execute(Tuple.of(atMostOfEachPriority))
                .map(ClockStore::tracked);
    }

    /** Stores the agendas of clocks that the transaction has claimed. */
    Uni<Void> saveAgendas(SqlClient transaction, List<TrackedComplaint> rows) {
        return batch(
                transaction, SAVE_AGENDA, rows.stream().map(ClockRows::agenda).toList());
    }

    /** When the next clock has to be looked at, null when none has. */
    Uni<Instant> nextWakeAt() {
        return database.preparedQuery("select min(wake_at) as next from sla_clock")
                .execute()
                .map(rows -> {
                    OffsetDateTime next = rows.iterator().next().getOffsetDateTime("next");
                    return next == null ? null : next.toInstant();
                });
    }

    private static Uni<Void> batch(SqlClient transaction, String sql, List<Tuple> tuples) {
        return tuples.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).executeBatch(tuples).replaceWithVoid();
    }

    private static List<TrackedComplaint> tracked(RowSet<Row> rows) {
        List<TrackedComplaint> tracked = new ArrayList<>(rows.size());
        for (Row row : rows) {
            tracked.add(ClockRows.read(row));
        }
        return tracked;
    }
}

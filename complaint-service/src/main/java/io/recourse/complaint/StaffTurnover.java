package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.DependencyFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Takes the active complaints of those who no longer work at the desk (demoted, deactivated or deleted) away from them,
 * so that none is forgotten with somebody who does not see it any more. A trigger notes in {@code departure} whom
 * identity's events let go; what is done here can be interrupted and done twice, by any replica.
 */
@ApplicationScoped
class StaffTurnover {

    /** Each complaint is a transaction of its own; other work gets its turn after so many. */
    private static final int RELEASED_AT_ONCE = 50;

    private final Pool database;
    private final Outbox outbox;
    private final Complaints complaints;
    private final Assignments assignments;

    @Inject
    StaffTurnover(Pool database, Outbox outbox, Complaints complaints, Assignments assignments) {
        this.database = database;
        this.outbox = outbox;
        this.complaints = complaints;
        this.assignments = assignments;
    }

    /** Releases what those who have left were working on. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> release() {
        return database.query("select person_id, times from departure order by person_id limit 1")
                .execute()
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next())
                .chain(left -> left == null
                        ? Uni.createFrom().voidItem()
                        : releaseSome(left.getUUID("person_id"), left.getInteger("times"))
                                .chain(this::release))
                // The next second is soon enough to try again.
                .onFailure(DependencyFailures::isTransient)
                .recoverWithNull();
    }

    private Uni<Void> releaseSome(UUID person, int times) {
        return database.preparedQuery("""
                        -- The facets below 64 are those of the active statuses.
                        select k.id from complaint_key k join person p on p.id = k.assigned_to
                        where k.assigned_to = $1 and k.facet < 64 and not (p.active and p.role <> 'user')
                        limit $2""")
                .execute(Tuple.of(person, RELEASED_AT_ONCE))
                .chain(rows -> {
                    List<Long> ids = new ArrayList<>();
                    for (Row row : rows) {
                        ids.add(row.getLong("id"));
                    }
                    return ids.isEmpty() ? done(person, times) : releaseAll(ids, person);
                });
    }

    private Uni<Void> releaseAll(List<Long> ids, UUID person) {
        Uni<Void> released = Uni.createFrom().voidItem();
        for (long id : ids) {
            released = released.chain(() -> outbox.inTransaction(() -> complaints
                    .locked(id)
                    .chain(complaint -> complaint == null || !person.equals(complaint.assignedTo())
                            ? Uni.createFrom().<Void>nullItem()
                            : complaints.recorded(complaint, () -> assignments.releaseIfLeft(complaint)))));
        }
        return released;
    }

    private Uni<Void> done(UUID person, int times) {
        return database.preparedQuery("delete from departure where person_id = $1 and times = $2")
                .execute(Tuple.of(person, times))
                .replaceWithVoid();
    }
}

package io.recourse.complaint.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;
import io.recourse.platform.problem.DependencyFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What the desk had to do, day by day, from counters: a trigger notes what happens, a job adds it up. */
@ApplicationScoped
class ActivityReports {

    /** Any number that no other lock of the database has. */
    private static final long FOLD_LOCK = 0x41_43_54_49L;

    private static final int FOLDED_AT_ONCE = 20_000;

    /** The shard that everything is added to; there are others from the time when writers did it themselves. */
    private static final String FOLD = """
            with taken as (
                delete from activity_delta
                where id <= (select max(id) from (select id from activity_delta order by id limit $1) as first)
                returning *)
            , folded as (
                insert into activity_count as a (day, kind, shard, amount)
                select day, kind, 0, count(*) from taken group by day, kind order by 1, 2
                on conflict (day, kind, shard) do update set amount = a.amount + excluded.amount)
            select count(*) as folded from taken""";

    private final Pool database;
    private final Clock clock;

    @Inject
    ActivityReports(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One entry for each of the last days, today the last of them; days on which nothing happened included. */
    Uni<List<ActivityOfDay>> lastDays(int days) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.preparedQuery("""
                        select d::date as day,
                            coalesce(sum(amount) filter (where kind = 'opened'), 0) as opened,
                            coalesce(sum(amount) filter (where kind = 'resolved'), 0) as resolved,
                            coalesce(sum(amount) filter (where kind = 'escalated'), 0) as escalated
                        from generate_series($1::date, $2::date, interval '1 day') as d
                        left join (
                            select day, kind, amount from activity_count where day between $1 and $2
                            union all select day, kind, 1 from activity_delta where day between $1 and $2
                        ) a on a.day = d::date
                        group by 1 order by 1""")
                .execute(Tuple.of(today.minusDays(days - 1L), today))
                .map(rows -> {
                    List<ActivityOfDay> activity = new ArrayList<>();
                    for (Row row : rows) {
                        activity.add(new ActivityOfDay(
                                row.getLocalDate("day"),
                                row.getLong("opened"),
                                row.getLong("resolved"),
                                row.getLong("escalated")));
                    }
                    return activity;
                });
    }

    /** Adds up what has been noted; one replica at a time, the others have nothing to do then. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> fold() {
        return database.withTransaction(this::foldSome)
                .chain(more -> more ? fold() : Uni.createFrom().voidItem())
                // The next second is soon enough to try again; what is not added up is counted all the same.
                .onFailure(DependencyFailures::isTransient)
                .recoverWithNull();
    }

    private Uni<Boolean> foldSome(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1) and exists (select from activity_delta) as due")
                .execute(Tuple.of(FOLD_LOCK))
                .chain(rows -> rows.iterator().next().getBoolean("due")
                        ? transaction
                                .preparedQuery(FOLD)
                                .execute(Tuple.of(FOLDED_AT_ONCE))
                                .map(folded -> folded.iterator().next().getLong("folded") == FOLDED_AT_ONCE)
                        : Uni.createFrom().item(false));
    }
}

package io.recourse.complaint.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** What the desk had to do, day by day, from counters that a trigger keeps. */
@ApplicationScoped
class ActivityReports {

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
                        left join activity_count a on a.day = d::date
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
}

package io.recourse.escalation.deadline;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.metric.Backlogs;
import io.recourse.platform.metric.Backlogs.Reading;
import io.smallrye.mutiny.Uni;

/** Tells how many timers run and how many are overdue; of more than 200 000 it says that many. */
@ApplicationScoped
class DeadlineBacklog {

    /** Along sla_clock_by_wake_at, the index of what the loop waits for. */
    private static final String COUNT = """
            select count(*) as running,
                count(*) filter (where wake_at < now() - interval '1 second') as overdue,
                greatest(coalesce(extract(epoch from now() - min(wake_at)), 0), 0) as behind
            from (select wake_at from sla_clock where wake_at is not null order by wake_at limit 200000) as next""";

    private Uni<Void> reading = Uni.createFrom().voidItem();

    void start(@Observes StartupEvent started, Backlogs backlogs) {
        reading = backlogs.watch(
                COUNT,
                List.of(
                        new Reading("running", "recourse.deadlines.running", null, "Timers that run"),
                        new Reading("overdue", "recourse.deadlines.overdue", null, "Timers that should have fired"),
                        new Reading(
                                "behind",
                                "recourse.deadlines.behind",
                                "seconds",
                                "How long the one that is overdue the longest has been")));
    }

    /** Looks now. */
    Uni<Void> read() {
        return reading;
    }
}

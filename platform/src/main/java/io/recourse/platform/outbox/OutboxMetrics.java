package io.recourse.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import org.jboss.logging.Logger;

/**
 * How far the topics are behind the database: {@code recourse.outbox.waiting} events, the oldest of which is
 * {@code recourse.outbox.lag} old. Every replica looks every ten seconds and reports the same; of more than
 * {@value #COUNTED} events it says that many.
 */
@ApplicationScoped
public class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    /** Far more than any healthy backlog, and quick to count. */
    static final int COUNTED = 100_000;

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Pool database;
    private final Vertx vertx;
    private final Clock clock;

    private volatile long waiting;
    private volatile double lagSeconds;

    @Inject
    OutboxMetrics(Pool database, Vertx vertx, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.vertx = vertx;
        this.clock = clock;
        Gauge.builder("recourse.outbox.waiting", this, self -> self.waiting)
                .description("Events that are not published yet")
                .baseUnit("events")
                .register(metrics);
        Gauge.builder("recourse.outbox.lag", this, self -> self.lagSeconds)
                .description("Age of the oldest event that is not published yet")
                .baseUnit("seconds")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> measure()
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("The outbox could not be measured: %s", failure)));
    }

    /** Looks now. */
    public Uni<Void> measure() {
        return database.query("select count(*) as waiting, min(occurred_at) as oldest"
                        + " from (select occurred_at from outbox order by id limit " + COUNTED + ") as backlog")
                .execute()
                .invoke(rows -> note(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void note(Row row) {
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        waiting = row.getLong("waiting");
        lagSeconds = oldest == null
                ? 0
                : Math.max(
                        0, Duration.between(oldest.toInstant(), clock.instant()).toMillis() / 1000d);
    }
}

package io.recourse.platform.metric;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import org.jboss.logging.Logger;

/**
 * Gauges of what waits in the database. They are read every ten seconds, however often somebody asks for metrics, and
 * say 0 until then; every replica reports the same.
 */
@ApplicationScoped
public class Backlogs {

    private static final Logger LOG = Logger.getLogger(Backlogs.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Pool database;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final Map<Reading, Double> last = new ConcurrentHashMap<>();

    /**
     * A number that a query gives.
     *
     * @param column      of the query's only row, a number
     * @param gauge       name of the gauge
     * @param unit        base unit, for instance {@code seconds}; null for a mere number
     * @param description what it tells an operator
     */
    public record Reading(String column, String gauge, String unit, String description) {}

    @Inject
    Backlogs(Pool database, Vertx vertx, MeterRegistry metrics) {
        this.database = database;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    /**
     * Has gauges read from now on.
     *
     * @param sql gives one row, quickly however much there is: it counts along an index of what waits, and not beyond
     *     a limit
     * @return reads them now
     */
    public Uni<Void> watch(String sql, List<Reading> readings) {
        for (Reading reading : readings) {
            last.put(reading, 0.0);
            Gauge.builder(reading.gauge(), () -> last.get(reading))
                    .description(reading.description())
                    .baseUnit(reading.unit())
                    .register(metrics);
        }
        Uni<Void> read = Uni.createFrom()
                .deferred(() -> database.query(sql).execute())
                .invoke(rows -> note(rows.iterator().next(), readings))
                .replaceWithVoid();
        vertx.setPeriodic(EVERY.toMillis(), timer -> read.subscribe()
                .with(done -> {}, failure -> LOG.debugf("A backlog could not be measured: %s", failure)));
        return read;
    }

    private void note(Row row, List<Reading> readings) {
        for (Reading reading : readings) {
            last.put(reading, row.getNumeric(reading.column()).doubleValue());
        }
    }
}

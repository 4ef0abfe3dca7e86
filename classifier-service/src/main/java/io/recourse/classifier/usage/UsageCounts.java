package io.recourse.classifier.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.recourse.classifier.label.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Counts classifications by day and source. A classification must neither wait for the database nor fail with it, so it
 * is counted in memory, and all replicas add their counts to the database every two seconds.
 */
@ApplicationScoped
public class UsageCounts {

    private static final Logger LOG = Logger.getLogger(UsageCounts.class);
    private static final Duration LAST_FLUSH_WITHIN = Duration.ofSeconds(1);

    private static final String ADD = """
            insert into daily_usage as u (day, source, requests, cache_hits) values ($1, $2, $3, $4)
            on conflict (day, source) do update
            set requests = u.requests + excluded.requests, cache_hits = u.cache_hits + excluded.cache_hits""";

    private static final String READ = "select source, requests, cache_hits from daily_usage where day = $1";

    private record Key(LocalDate day, Source source) {}

    /**
     * What a source did on a day.
     *
     * @param requests  texts that it classified
     * @param cacheHits texts that it did not have to classify, because it had done so before
     */
    public record Counts(long requests, long cacheHits) {

        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0);

        Counts plus(Counts more) {
            return new Counts(requests + more.requests, cacheHits + more.cacheHits);
        }
    }

    private final Pool database;
    private final Clock clock;
    private final MeterRegistry metrics;

    private Map<Key, Counts> unwritten = new HashMap<>();

    @Inject
    UsageCounts(Pool database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A counter that is born with its first count shows no increase. */
    void start(@Observes StartupEvent started) {
        for (Source source : Source.values()) {
            classifications(source);
            cacheHits(source);
        }
    }

    /** Counts a text that a source classified. */
    public void classified(Source source) {
        count(source, new Counts(1, 0));
        classifications(source).increment();
    }

    /** Counts a text that a source had classified before. */
    public void cacheHit(Source source) {
        count(source, new Counts(0, 1));
        cacheHits(source).increment();
    }

    private Counter classifications(Source source) {
        return counter("recourse.classifier.classifications", "Texts classified", source);
    }

    private Counter cacheHits(Source source) {
        return counter("recourse.classifier.cache.hits", "Texts whose labels were known", source);
    }

    private Counter counter(String name, String description, Source source) {
        return Counter.builder(name)
                .description(description)
                .tag("source", source.toString())
                .register(metrics);
    }

    private synchronized void count(Source source, Counts one) {
        unwritten.merge(new Key(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), source), one, Counts::plus);
    }

    /** What the sources did on a day (UTC), in all replicas; those of the others up to two seconds ago. */
    public Uni<Map<Source, Counts>> read(LocalDate day) {
        return flush().chain(() -> database.preparedQuery(READ).execute(Tuple.of(day)))
                .map(rows -> {
                    Map<Source, Counts> bySource = new HashMap<>();
                    for (Row row : rows) {
                        bySource.put(
                                Source.fromString(row.getString("source")),
                                new Counts(row.getLong("requests"), row.getLong("cache_hits")));
                    }
                    return bySource;
                });
    }

    @Scheduled(every = "2s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> flushSometimes() {
        return flush().onFailure()
                .invoke(failure -> LOG.debugf("Usage is written later, the database is away: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent stopping) {
        flushSometimes()
                .ifNoItem()
                .after(LAST_FLUSH_WITHIN)
                .recoverWithItem(() -> null)
                .await()
                .atMost(LAST_FLUSH_WITHIN.multipliedBy(2));
    }

    private Uni<Void> flush() {
        return Uni.createFrom().deferred(() -> {
            Map<Key, Counts> taken = take();
            if (taken.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<Tuple> rows = taken.entrySet().stream().map(UsageCounts::row).toList();
            return database.withTransaction(
                            transaction -> transaction.preparedQuery(ADD).executeBatch(rows))
                    .onFailure()
                    .invoke(failure -> giveBack(taken))
                    .replaceWithVoid();
        });
    }

    private synchronized Map<Key, Counts> take() {
        Map<Key, Counts> taken = unwritten;
        unwritten = new HashMap<>();
        return taken;
    }

    private synchronized void giveBack(Map<Key, Counts> taken) {
        taken.forEach((key, counts) -> unwritten.merge(key, counts, Counts::plus));
    }

    private static Tuple row(Map.Entry<Key, Counts> entry) {
        return Tuple.of(
                entry.getKey().day(),
                entry.getKey().source().toString(),
                entry.getValue().requests(),
                entry.getValue().cacheHits());
    }
}

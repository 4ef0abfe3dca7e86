package io.recourse.complaint.media;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Removes bytes whose row is gone. The decision is written in the transaction that removes the row, so it survives a
 * process that dies before it could act; and files that never got a row are swept away when they are old enough.
 */
@ApplicationScoped
public class MediaCleaner {

    private static final Logger LOG = Logger.getLogger(MediaCleaner.class);
    private static final int AT_ONCE = 500;

    private final Pool database;
    private final MediaStore store;
    private final MediaConfig config;
    private final Clock clock;
    private final Counter orphans;

    @Inject
    MediaCleaner(Pool database, MediaStore store, MediaConfig config, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.orphans = Counter.builder("recourse.media.orphans")
                .description("Files without a row that were swept away")
                .register(metrics);
    }

    /**
     * Decides, in the current Hibernate transaction, that the images of a complaint go.
     *
     * @param imageId one of them, or null for all
     */
    public Uni<Void> decideDeletion(long complaintId, Long imageId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                with gone as (
                                    delete from complaint_image
                                    where complaint_id = ?1 and id = coalesce(?2, id) returning media_key)
                                insert into media_deletion (media_key, decided_at) select media_key, ?3 from gone""")
                        .setParameter(1, complaintId)
                        .setParameter(2, imageId)
                        .setParameter(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Carries out what was decided and committed. */
    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> carryOut() {
        return database.withTransaction(transaction -> transaction
                        .preparedQuery("select media_key from media_deletion limit $1 for update skip locked")
                        .execute(Tuple.of(AT_ONCE))
                        .map(MediaCleaner::keys)
                        .call(keys -> store.delete(keys))
                        .call(keys -> transaction
                                .preparedQuery("delete from media_deletion where media_key = any ($1)")
                                .execute(Tuple.of(keys.toArray(String[]::new))))
                        .map(keys -> keys.size() == AT_ONCE))
                .chain(more -> more ? carryOut() : Uni.createFrom().voidItem());
    }

    /** Removes files that no row names and that no request under way can be about to name. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return store.olderThan(clock.instant().minus(config.orphansAfter())).chain(this::sweepKeys);
    }

    private Uni<Void> sweepKeys(List<String> keys) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
            done = done.chain(() -> withoutRow(some)).chain(gone -> {
                if (!gone.isEmpty()) {
                    LOG.infof("Swept away %d files without a row", gone.size());
                    orphans.increment(gone.size());
                }
                return store.delete(gone);
            });
        }
        return done;
    }

    private Uni<List<String>> withoutRow(List<String> keys) {
        return database.preparedQuery("select media_key from complaint_image where media_key = any ($1)")
                .execute(Tuple.of(keys.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> known = new HashSet<>(keys(rows));
                    return keys.stream().filter(key -> !known.contains(key)).toList();
                });
    }

    private static List<String> keys(Iterable<Row> rows) {
        List<String> keys = new ArrayList<>();
        for (Row row : rows) {
            keys.add(row.getString("media_key"));
        }
        return keys;
    }
}

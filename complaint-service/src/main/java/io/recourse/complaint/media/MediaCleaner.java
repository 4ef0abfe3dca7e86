package io.recourse.complaint.media;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Removes bytes whose row is gone. The decision is written in the transaction that removes the row, so it survives a
 * process that dies before it could act, and a store that is away.
 */
@ApplicationScoped
public class MediaCleaner {

    private static final Logger LOG = Logger.getLogger(MediaCleaner.class);
    private static final int AT_ONCE = 100;

    private final Pool database;
    private final Media media;
    private final Clock clock;

    @Inject
    MediaCleaner(Pool database, Media media, Clock clock) {
        this.database = database;
        this.media = media;
        this.clock = clock;
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

    /** Carries out what was decided and committed; what cannot be carried out now stays decided. */
    @Scheduled(every = "60s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> carryOut() {
        return carryOutAll()
                .onFailure()
                .invoke(failure -> LOG.warnf("Images could not be deleted yet: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> carryOutAll() {
        return carryOutSome()
                .chain(more -> more ? carryOutAll() : Uni.createFrom().voidItem());
    }

    /** Gives whether there may be more. */
    private Uni<Boolean> carryOutSome() {
        return database.withTransaction(transaction -> transaction
                .preparedQuery("select media_key from media_deletion limit $1 for update skip locked")
                .execute(Tuple.of(AT_ONCE))
                .map(MediaCleaner::keys)
                .call(media::delete)
                .call(keys -> transaction
                        .preparedQuery("delete from media_deletion where media_key = any ($1)")
                        .execute(Tuple.of(keys.toArray(String[]::new))))
                .map(keys -> keys.size() == AT_ONCE));
    }

    private static List<String> keys(Iterable<Row> rows) {
        List<String> keys = new ArrayList<>();
        for (Row row : rows) {
            keys.add(row.getString("media_key"));
        }
        return keys;
    }
}

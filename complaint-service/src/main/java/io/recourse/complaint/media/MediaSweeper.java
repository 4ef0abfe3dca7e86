package io.recourse.complaint.media;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Compares the store with the rows, shard by shard: bytes that never got a row are swept away when no request can be
 * about to name them any more; rows whose bytes are missing are reported and left alone, since a backup may have them.
 */
@ApplicationScoped
public class MediaSweeper {

    private static final Logger LOG = Logger.getLogger(MediaSweeper.class);
    private static final List<String> SHARDS =
            IntStream.range(0, 256).mapToObj("%02x"::formatted).toList();
    private static final String BEHIND_ALL_SHARDS = "g";
    /** What this service can have written; a directory or bucket may hold other things too. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.part)?");

    private static final int MOST_NAMED = 10;

    private final Pool database;
    private final Media media;
    private final MediaConfig config;
    private final Clock clock;
    private final Counter orphans;
    private final AtomicInteger missing = new AtomicInteger();

    @Inject
    MediaSweeper(Pool database, Media media, MediaConfig config, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.media = media;
        this.config = config;
        this.clock = clock;
        this.orphans = Counter.builder("recourse.media.orphans")
                .description("Files without a row that were swept away")
                .register(metrics);
        Gauge.builder("recourse.media.missing", missing, AtomicInteger::get)
                .description("Images without their bytes, by the last sweep that came to its end")
                .register(metrics);
    }

    /** Made at the start, so that its metrics are there before it has anything to do. */
    void start(@Observes StartupEvent started) {
        // See above.
    }

    private record Entered(long id, long complaintId, String mediaKey, Instant createdAt) {}

    /** Goes through the whole store once. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> sweep() {
        return Multi.createFrom()
                .range(0, SHARDS.size())
                .onItem()
                .transformToUniAndConcatenate(this::sweepShard)
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .invoke(missing::set)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Images could not be compared with their files: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Gives the number of images whose bytes are missing. */
    private Uni<Integer> sweepShard(int number) {
        String shard = SHARDS.get(number);
        String next = number + 1 < SHARDS.size() ? SHARDS.get(number + 1) : BEHIND_ALL_SHARDS;
        Instant started = clock.instant();
        // The store first: a row that is older had its bytes by then and, being there still, cannot have lost them to a
        // deletion, which comes after that of the row.
        return media.list(shard).chain(kept -> entered(shard, next)
                .call(rows -> deleteOrphans(kept, rows))
                .map(rows -> reportMissing(kept, rows, started)));
    }

    /** The images with keys from one (included) to another (excluded). */
    private Uni<List<Entered>> entered(String from, String to) {
        return database.preparedQuery("""
                        select id, complaint_id, media_key, created_at from complaint_image
                        where media_key >= $1 and media_key < $2""").execute(Tuple.of(from, to)).map(rows -> {
            List<Entered> images = new ArrayList<>();
            for (Row row : rows) {
                images.add(new Entered(
                        row.getLong("id"),
                        row.getLong("complaint_id"),
                        row.getString("media_key"),
                        row.getOffsetDateTime("created_at").toInstant()));
            }
            return images;
        });
    }

    private Uni<Void> deleteOrphans(Map<String, Instant> kept, List<Entered> rows) {
        Instant latest = clock.instant().minus(config.orphansAfter());
        Set<String> known = new HashSet<>();
        rows.forEach(row -> known.add(row.mediaKey()));
        List<String> gone = kept.entrySet().stream()
                .filter(file -> file.getValue().isBefore(latest))
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key) && OURS.matcher(key).matches())
                .toList();
        if (gone.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return media.delete(gone).invoke(() -> {
            LOG.infof("Swept away %d files without a row", gone.size());
            orphans.increment(gone.size());
        });
    }

    private static int reportMissing(Map<String, Instant> kept, List<Entered> rows, Instant listed) {
        List<Entered> without = rows.stream()
                .filter(row -> row.createdAt().isBefore(listed) && !kept.containsKey(row.mediaKey()))
                .toList();
        without.stream()
                .limit(MOST_NAMED)
                .forEach(row -> LOG.errorf(
                        "The bytes of image %d of complaint %d are missing: %s",
                        row.id(), row.complaintId(), row.mediaKey()));
        return without.size();
    }
}

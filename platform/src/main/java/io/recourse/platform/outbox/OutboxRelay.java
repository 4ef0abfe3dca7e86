package io.recourse.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Publishes what stands in the outbox: at least once, and in order for each key. However many replicas there are, one
 * of them relays at a time, because a batch is read, published and deleted under a lock in the database. Within a batch
 * the events of one key go one after the other, each after the broker has the one before; different keys go together.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Any number that no other lock of the database has; every service has a database of its own. */
    public static final long LOCK = 0x4f_55_54_42_4f_58L;

    private static final int BATCH = 500;

    /** Finds what a replica left that was killed between its commit and its relay. */
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    /** Another replica is at it, perhaps with a batch that was read before our commit. */
    private static final Duration PAUSE_WHEN_LOCKED = Duration.ofMillis(20);

    private static final Duration FIRST_PAUSE_AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private enum Outcome {
        EMPTY,
        PUBLISHED,
        LOCKED
    }

    private record Entry(
            long id,
            String topic,
            String key,
            UUID eventId,
            String type,
            String subject,
            Instant occurredAt,
            String traceparent,
            String data) {}

    private final Pool database;
    private final Vertx vertx;
    private final MutinyEmitter<Record<String, String>> emitter;
    private final String source;
    private final Counter published;
    private final Traces traces;

    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean stopped = true;
    private volatile Duration pauseAfterFailure = FIRST_PAUSE_AFTER_FAILURE;

    @Inject
    OutboxRelay(
            Pool database,
            Vertx vertx,
            @Channel("outbox") MutinyEmitter<Record<String, String>> emitter,
            @ConfigProperty(name = "quarkus.application.name") String service,
            Traces traces,
            MeterRegistry metrics) {
        this.database = database;
        this.vertx = vertx;
        this.emitter = emitter;
        this.source = "/recourse/" + service;
        this.traces = traces;
        this.published = Counter.builder("recourse.outbox.published")
                .description("Events published")
                .register(metrics);
    }

    void start(@Observes StartupEvent started) {
        stopped = false;
        vertx.setPeriodic(LOOK_AT_LEAST_EVERY.toMillis(), timer -> wake());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /** Has the outbox emptied soon; cheap, and harmless when there is nothing to do. */
    public void wake() {
        asked.set(true);
        if (!stopped && running.compareAndSet(false, true)) {
            vertx.runOnContext(this::run);
        }
    }

    private void run() {
        asked.set(false);
        relayBatch()
                .subscribe()
                .with(
                        outcome -> {
                            pauseAfterFailure = FIRST_PAUSE_AFTER_FAILURE;
                            switch (outcome) {
                                case PUBLISHED -> vertx.runOnContext(this::run);
                                case LOCKED -> rest(PAUSE_WHEN_LOCKED);
                                case EMPTY -> sleep();
                            }
                        },
                        failure -> {
                            LOG.warnf("Events wait, the outbox could not be relayed: %s", failure);
                            rest(pauseAfterFailure);
                            Duration longer = pauseAfterFailure.multipliedBy(2);
                            pauseAfterFailure = longer.compareTo(LONGEST_PAUSE_AFTER_FAILURE) > 0
                                    ? LONGEST_PAUSE_AFTER_FAILURE
                                    : longer;
                        });
    }

    private void rest(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> run());
    }

    private void sleep() {
        running.set(false);
        if (asked.get()) {
            wake();
        }
    }

    private Uni<Outcome> relayBatch() {
        if (stopped) {
            return Uni.createFrom().item(Outcome.EMPTY);
        }
        AtomicReference<Throwable> firstFailure = new AtomicReference<>();
        return database.withTransaction(transaction -> read(transaction).chain(entries -> {
                    if (entries == null) {
                        return Uni.createFrom().item(Outcome.LOCKED);
                    }
                    if (entries.isEmpty()) {
                        return Uni.createFrom().item(Outcome.EMPTY);
                    }
                    return publish(entries, firstFailure)
                            .chain(done -> delete(transaction, done))
                            .replaceWith(Outcome.PUBLISHED);
                }))
                .invoke(outcome -> {
                    if (firstFailure.get() != null) {
                        throw new IllegalStateException(firstFailure.get());
                    }
                });
    }

    /** The oldest entries, or null when another replica holds the lock. */
    private Uni<List<Entry>> read(SqlConnection transaction) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1) as locked")
                .execute(Tuple.of(LOCK))
                .chain(rows -> rows.iterator().next().getBoolean("locked")
                        ? transaction
                                .preparedQuery("select * from outbox order by id limit $1")
                                .execute(Tuple.of(BATCH))
                                .map(OutboxRelay::entries)
                        : Uni.createFrom().nullItem());
    }

    private static List<Entry> entries(RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime occurredAt = row.getOffsetDateTime("occurred_at");
            entries.add(new Entry(
                    row.getLong("id"),
                    row.getString("topic"),
                    row.getString("message_key"),
                    row.getUUID("event_id"),
                    row.getString("event_type"),
                    row.getString("subject"),
                    occurredAt.toInstant(),
                    row.getString("traceparent"),
                    row.getString("data")));
        }
        return entries;
    }

    /** Publishes the entries; gives the ids of those that the broker has. */
    private Uni<List<Long>> publish(List<Entry> entries, AtomicReference<Throwable> firstFailure) {
        Map<String, List<Entry>> byKey = new LinkedHashMap<>();
        for (Entry entry : entries) {
            byKey.computeIfAbsent(entry.topic() + '\n' + entry.key(), key -> new ArrayList<>())
                    .add(entry);
        }
        List<Long> done = java.util.Collections.synchronizedList(new ArrayList<>(entries.size()));
        List<Uni<Void>> chains = byKey.values().stream()
                .map(sameKey -> inOrder(sameKey, done, firstFailure))
                .toList();
        return Uni.join().all(chains).andCollectFailures().replaceWith(done);
    }

    /** One after the other; the first that fails ends the chain, so that none behind it overtakes it. */
    private Uni<Void> inOrder(List<Entry> sameKey, List<Long> done, AtomicReference<Throwable> firstFailure) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Entry entry : sameKey) {
            chain = chain.chain(() -> send(entry)).invoke(() -> {
                done.add(entry.id());
                published.increment();
            });
        }
        return chain.onFailure()
                .invoke(failure -> firstFailure.compareAndSet(null, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> send(Entry entry) {
        RecordHeaders headers = new RecordHeaders();
        if (entry.data() != null) {
            header(headers, "ce_specversion", "1.0");
            header(headers, "ce_id", entry.eventId().toString());
            header(headers, "ce_source", source);
            header(headers, "ce_type", entry.type());
            header(headers, "ce_time", entry.occurredAt().toString());
            header(headers, "ce_subject", entry.subject());
            header(headers, "content-type", "application/json");
        }
        if (!traces.areRecorded()) {
            header(headers, Traces.HEADER, entry.traceparent());
        }
        return emitter.sendMessage(Message.of(Record.of(entry.key(), entry.data()))
                // Where spans are recorded, the channel makes one of the trace, and writes the header.
                .addMetadata(TracingMetadata.withCurrent(traces.context(entry.traceparent())))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(entry.topic())
                        .withKey(entry.key())
                        .withHeaders(headers)
                        .build()));
    }

    private static void header(RecordHeaders headers, String name, String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Uni<Void> delete(SqlConnection transaction, List<Long> ids) {
        return transaction
                .preparedQuery("delete from outbox where id = any ($1)")
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .replaceWithVoid();
    }
}

package io.recourse.platform.outbox;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.async.ToTheEnd;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.json.NativeJson;
import io.recourse.platform.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Transactional outbox: an event is written in the transaction of the change that it tells of, and published after the
 * commit by the {@link OutboxRelay}. A change without its event, or the other way round, cannot be.
 */
@ApplicationScoped
public class Outbox {

    /** Begins a statement that appends events by itself, within {@link #inStatement}. */
    public static final String INSERT =
            "insert into outbox (topic, message_key, event_id, event_type, subject, occurred_at, traceparent, data)";

    private static final String APPEND = INSERT + " values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /** Hibernate has another mark for parameters. */
    private static final String APPEND_IN_SESSION = APPEND.replace('$', '?');

    private final LongAdder commits = new LongAdder();
    private final ObjectMapper mapper;
    private final OutboxRelay relay;
    private final Idempotency idempotency;
    private final Pool database;
    private final Traces traces;
    private final Clock clock;

    @Inject
    Outbox(ObjectMapper mapper, OutboxRelay relay, Idempotency idempotency, Pool database, Traces traces, Clock clock) {
        this.mapper = mapper;
        this.relay = relay;
        this.idempotency = idempotency;
        this.database = database;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Runs work in a transaction of a Hibernate session and has its events published at once after the commit. The first
     * one of a request claims the request's Idempotency-Key, if it has one. Once begun it ends, although the client hangs
     * up.
     *
     * @param work appends its events with {@link #append(OutgoingEvent)}
     */
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return ToTheEnd.run(Panache.withTransaction(() -> idempotency.claim().chain(() -> work.get()))
                .invoke(done -> committed()));
    }

    /**
     * Runs work in a transaction of a pooled connection and has its events published at once after the commit.
     * Once begun it ends, although the client hangs up.
     *
     * @param work appends its events with {@link #append(SqlClient, List)}
     */
    public <T> Uni<T> inConnection(Function<SqlConnection, Uni<T>> work) {
        return ToTheEnd.run(database.withTransaction(work).invoke(done -> committed()));
    }

    /**
     * Runs a single statement that changes something and appends the events of it with {@link #INSERT}: by itself it is a
     * transaction. Has its events published at once after that. Once begun it ends, although the client hangs up.
     */
    public <T> Uni<T> inStatement(Supplier<Uni<T>> work) {
        return ToTheEnd.run(work.get().invoke(done -> committed()));
    }

    /** How many of the transactions above have ended in this instance: while it is the same, nothing was changed by them. */
    public long commits() {
        return commits.sum();
    }

    /** Has what was appended published at once, after a commit. */
    private void committed() {
        commits.increment();
        relay.wake();
    }

    /** Writes an event in the transaction of the current Hibernate session. */
    public Uni<Void> append(OutgoingEvent event) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(APPEND_IN_SESSION);
                    Tuple row = row(event);
                    for (int i = 0; i < row.size(); i++) {
                        query.setParameter(i + 1, row.getValue(i));
                    }
                    return query.executeUpdate();
                })
                .replaceWithVoid();
    }

    /** Writes events, in their order, in the transaction of a connection, in one round trip. */
    public Uni<Void> append(SqlClient transaction, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(APPEND)
                .executeBatch(events.stream().map(this::row).toList())
                .replaceWithVoid();
    }

    private Tuple row(OutgoingEvent event) {
        return Tuple.from(java.util.Arrays.asList(
                event.topic(),
                event.key(),
                event.id(),
                event.type(),
                event.subject(),
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                event.traceparent() == null ? traces.current() : event.traceparent(),
                json(event.data())));
    }

    private String json(Object data) {
        assert data == null || NativeJson.knows(data.getClass()) : NativeJson.unknown(data.getClass());
        try {
            return data == null ? null : mapper.writeValueAsString(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("an event must be writable as JSON", unwritable);
        }
    }
}

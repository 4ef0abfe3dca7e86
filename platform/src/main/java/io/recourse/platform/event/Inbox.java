package io.recourse.platform.event;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Remembers which messages have had their effect. The note is made in the transaction of the effect, so that both
 * happen or neither. Consumers that can tell a repetition by the version in the event need no inbox.
 */
@ApplicationScoped
public class Inbox {

    /** Longer than any topic that is consumed through an inbox keeps its messages. */
    private static final Duration MEMORY = Duration.ofDays(31);

    private static final int DELETED_AT_ONCE = 10_000;

    private static final String REMEMBER =
            "insert into inbox (consumer, event_id, received_at) values ($1, $2, $3) on conflict do nothing";

    /** Hibernate has another mark for parameters. */
    private static final String REMEMBER_IN_SESSION = REMEMBER.replace('$', '?');

    private final Pool database;
    private final Clock clock;

    @Inject
    Inbox(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Notes a message in the transaction of the current Hibernate session.
     *
     * @return false when it has been noted before: then it must have no effect
     */
    public Uni<Boolean> firstTime(String consumer, IncomingEvent event) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMEMBER_IN_SESSION)
                        .setParameter(1, consumer)
                        .setParameter(2, event.id())
                        .setParameter(3, now())
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    /**
     * Notes a message in the transaction of a connection.
     *
     * @return false when it has been noted before: then it must have no effect
     */
    public Uni<Boolean> firstTime(SqlClient transaction, String consumer, IncomingEvent event) {
        return transaction
                .preparedQuery(REMEMBER)
                .execute(Tuple.of(consumer, event.id(), now()))
                .map(result -> result.rowCount() == 1);
    }

    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("""
                        delete from inbox where ctid = any (array(
                            select ctid from inbox where received_at < $1 order by received_at limit $2))""")
                .execute(Tuple.of(now().minus(MEMORY), DELETED_AT_ONCE))
                .chain(result -> result.rowCount() == DELETED_AT_ONCE
                        ? forgetTheOld()
                        : Uni.createFrom().voidItem());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

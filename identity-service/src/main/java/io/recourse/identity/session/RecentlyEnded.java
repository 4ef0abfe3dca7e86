package io.recourse.identity.session;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.platform.token.RevokedSessions;
import io.recourse.platform.token.TokenConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Has an instance that starts refuse the tokens of sessions that ended lately, Kafka or no Kafka: their events may
 * still wait in the outbox.
 */
@ApplicationScoped
class RecentlyEnded {

    private final Pool database;
    private final RevokedSessions revoked;
    private final TokenConfig config;
    private final Clock clock;

    @Inject
    RecentlyEnded(Pool database, RevokedSessions revoked, TokenConfig config, Clock clock) {
        this.database = database;
        this.revoked = revoked;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refuse);
    }

    /** Refuses the tokens of all sessions that ended while tokens of theirs may be alive. */
    Uni<Void> refuse() {
        OffsetDateTime since = OffsetDateTime.ofInstant(
                clock.instant().minus(config.lifetime()).minus(config.clockSkew()), ZoneOffset.UTC);
        return database.preparedQuery("select id, ended_at from user_session where ended_at > $1")
                .execute(Tuple.of(since))
                .invoke(ended -> ended.forEach(this::refuse))
                .replaceWithVoid();
    }

    private void refuse(Row session) {
        revoked.add(
                session.getUUID("id").toString(),
                session.getOffsetDateTime("ended_at").toInstant());
    }
}

package io.recourse.complaint.presence;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import org.jboss.logging.Logger;

/**
 * Passes sightings between the instances by PostgreSQL's notifications: nothing is stored, and what is lost is made up
 * for by the next heartbeat. Each instance holds one connection to listen on.
 */
@ApplicationScoped
class Sightings {

    private static final Logger LOG = Logger.getLogger(Sightings.class);

    private static final String CHANNEL = "recourse_presence";

    private static final Duration LISTEN_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Pool database;
    private final Audience audience;
    private final ObjectMapper mapper;
    private final Vertx vertx;
    private volatile boolean stopping;
    private volatile SqlConnection listening;

    @Inject
    Sightings(Pool database, Audience audience, ObjectMapper mapper, Vertx vertx) {
        this.database = database;
        this.audience = audience;
        this.mapper = mapper;
        this.vertx = vertx;
    }

    /** Lets all instances know; this one does at once. */
    Uni<Void> share(Sighting sighting) {
        audience.notice(sighting);
        return database.preparedQuery("select pg_notify($1, $2)")
                .execute(Tuple.of(CHANNEL, write(sighting)))
                .replaceWithVoid();
    }

    void start(@Observes StartupEvent event) {
        listen();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        SqlConnection connection = listening;
        if (connection != null) {
            connection.closeAndForget();
        }
    }

    private void listen() {
        database.getConnection()
                .chain(connection -> {
                    PgConnection notified = (PgConnection) connection.getDelegate();
                    notified.notificationHandler(notification -> receive(notification.getPayload()));
                    notified.closeHandler(closed -> listenAgain());
                    listening = connection;
                    return connection.query("listen " + CHANNEL).execute();
                })
                .subscribe()
                .with(listens -> LOG.debug("Listening for sightings"), failure -> {
                    LOG.debugf("Cannot listen for sightings: %s", failure);
                    SqlConnection connection = listening;
                    if (connection == null) {
                        listenAgain();
                    } else {
                        connection.closeAndForget();
                    }
                });
    }

    private void listenAgain() {
        listening = null;
        if (!stopping) {
            vertx.setTimer(LISTEN_AGAIN_AFTER.toMillis(), timer -> listen());
        }
    }

    private void receive(String payload) {
        try {
            audience.notice(mapper.readValue(payload, Sighting.class));
        } catch (JsonProcessingException foreign) {
            LOG.debugf("A notification that is no sighting: %s", foreign.getMessage());
        }
    }

    private String write(Sighting sighting) {
        try {
            return mapper.writeValueAsString(sighting);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package io.recourse.complaint.presence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.database.Announcements;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.jboss.logging.Logger;

/**
 * Passes sightings between the instances by PostgreSQL's notifications: nothing is stored, and what is lost is made up
 * for by the next heartbeat. Each instance keeps one connection to listen on.
 */
@ApplicationScoped
class Sightings {

    private static final Logger LOG = Logger.getLogger(Sightings.class);

    private static final String CHANNEL = "recourse_presence";

    private final Announcements announcements;
    private final Audience audience;
    private final ObjectMapper mapper;

    @Inject
    Sightings(Pool database, Audience audience, ObjectMapper mapper, Vertx vertx) {
        this.announcements = new Announcements(vertx, database, CHANNEL, this::receive, () -> {});
        this.audience = audience;
        this.mapper = mapper;
    }

    /** Lets all instances know; this one does at once. */
    Uni<Void> share(Sighting sighting) {
        audience.notice(sighting);
        return UniHelper.toUni(announcements.announce(write(sighting)));
    }

    void start(@Observes StartupEvent event) {
        announcements.start();
    }

    void stop(@Observes ShutdownEvent event) {
        announcements.close();
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

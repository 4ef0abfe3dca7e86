package io.recourse.platform.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.scheduler.Scheduled;
import io.recourse.platform.event.IncomingEvents;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The sessions that have ended while access tokens of theirs are still alive. Every instance reads all of identity's
 * revocations by itself, from as far back as a token can live, so one that starts later knows them too.
 */
@ApplicationScoped
public class RevokedSessions {

    private static final Logger LOG = Logger.getLogger(RevokedSessions.class);

    private final Map<String, Instant> forgetAt = new ConcurrentHashMap<>();
    private final TokenConfig config;
    private final IncomingEvents events;
    private final Clock clock;

    @Inject
    RevokedSessions(TokenConfig config, IncomingEvents events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
    }

    /** Whether tokens of the session are refused. */
    public boolean contains(String sessionId) {
        return forgetAt.containsKey(sessionId);
    }

    /**
     * Refuses the tokens of a session from now on, in this instance; the others learn of it from the topic.
     *
     * @param revokedAt when the session ended: it is remembered until the last token of that time is dead
     */
    public void add(String sessionId, Instant revokedAt) {
        Instant lastTokenDead = revokedAt.plus(config.lifetime()).plus(config.clockSkew());
        if (lastTokenDead.isAfter(clock.instant())) {
            forgetAt.put(sessionId, lastTokenDead);
        }
    }

    @Incoming("session-revocations")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        try {
            if ("session.revoked".equals(IncomingEvents.type(message))) {
                JsonNode data = events.parse(message).data();
                add(data.path("sid").asText(), Instant.ofEpochMilli(message.timestamp()));
            }
        } catch (RuntimeException malformed) {
            // The consumers that keep state put it aside with its cause; here it can only be passed over.
            LOG.warnf("Passed over a malformed message of identity at offset %d: %s", message.offset(), malformed);
        }
        return Uni.createFrom().voidItem();
    }

    @Scheduled(every = "60s")
    void forgetTheDead() {
        Instant now = clock.instant();
        forgetAt.values().removeIf(deadline -> !deadline.isAfter(now));
    }

    /** How far back a starting instance reads. */
    Duration memory() {
        return config.lifetime().plus(config.clockSkew());
    }
}

package io.recourse.complaint.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.recourse.complaint.Permissions;
import io.recourse.complaint.presence.Audience;
import io.recourse.complaint.presence.Viewer;
import io.recourse.complaint.presence.Viewers;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.RevokedSessions;
import io.smallrye.mutiny.Multi;

/** Streams of what happens to the complaints that somebody sees, each until its reader leaves or may no longer listen. */
@ApplicationScoped
class ChangeStreams {

    /** A heartbeat every 15 seconds: proxies and browsers give up on connections that stay silent for longer. */
    private static final int LOOKS_PER_HEARTBEAT = 15;

    /** A reader that falls behind by more is dropped; it comes back with Last-Event-ID. */
    private static final int BUFFERED = 256;

    private final ComplaintChanges changes;
    private final Audience audience;
    private final ObjectMapper mapper;
    private final Permissions permissions;
    private final RevokedSessions revoked;
    private final Clock clock;
    private final Counter dropped;
    private long looks;
    private volatile Told lastTold;

    @Inject
    ChangeStreams(
            ComplaintChanges changes,
            Audience audience,
            ObjectMapper mapper,
            Permissions permissions,
            RevokedSessions revoked,
            Clock clock,
            MeterRegistry metrics) {
        this.changes = changes;
        this.audience = audience;
        this.mapper = mapper;
        this.permissions = permissions;
        this.revoked = revoked;
        this.clock = clock;
        this.dropped = Counter.builder("recourse.streams.dropped")
                .description("Streams of server-sent events whose readers were too slow")
                .register(metrics);
        Gauge.builder("recourse.streams.open", changes, ComplaintChanges::listening)
                .description("Open streams of server-sent events")
                .register(metrics);
    }

    /** Made at the start, so that its metrics are there before it has anything to do. */
    void start(@Observes StartupEvent started) {
        // See above.
    }

    /**
     * Opens a stream.
     *
     * @param from      where the reader was before, null for now
     * @param expiresAt when the reader's token dies, and the stream with it
     */
    Multi<OutboundSseEvent> open(Caller reader, Instant expiresAt, StreamPosition from, Sse sse) {
        Reader stream = new Reader(reader, expiresAt, sse);
        if (from == null) {
            return stream.queue;
        }
        // What was missed may be more than is buffered for a slow reader: it is sent as fast as it is read.
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().items(() -> stream.replay(from).stream()), stream.queue);
    }

    /** One clock for all streams: thousands of timers would cost more than the streams. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAtSessions() {
        Instant now = clock.instant();
        looks++;
        changes.forEachListener(listener -> ((Reader) listener).look(now, looks));
    }

    /** What staff are told of who looks at a complaint. It has no id: whoever comes back asks anew. */
    @RegisterForReflection
    record Presence(long id, List<Viewer> viewers) {}

    private String json(Presence presence) {
        try {
            return mapper.writeValueAsString(presence);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A change as all readers are told of it who have come as far. */
    private record Told(StreamPosition at, OutboundSseEvent event) {}

    private final class Reader implements ComplaintChanges.Listener, Audience.Listener {

        private final Caller reader;
        private final Instant expiresAt;
        private final Sse sse;
        private final EventQueue<OutboundSseEvent> queue =
                new EventQueue<>(BUFFERED, this::begin, this::leave, dropped::increment);
        private final int lookOfHeartbeat = ThreadLocalRandom.current().nextInt(LOOKS_PER_HEARTBEAT);
        private StreamPosition position;

        Reader(Caller reader, Instant expiresAt, Sse sse) {
            this.reader = reader;
            this.expiresAt = expiresAt;
            this.sse = sse;
        }

        /** What the reader missed since a position, which is behind it then. */
        synchronized List<OutboundSseEvent> replay(StreamPosition from) {
            ComplaintChanges.Beginning beginning = changes.since(from);
            List<OutboundSseEvent> events = new ArrayList<>();
            events.add(greeting(from, beginning));
            position = from;
            beginning.missed().forEach(change -> advance(change).ifPresent(events::add));
            return events;
        }

        private void begin() {
            join();
            if (reader.isStaff()) {
                audience.join(this);
            }
        }

        private synchronized void join() {
            boolean greeted = position != null;
            ComplaintChanges.Beginning beginning = changes.join(this, position);
            position = beginning.position();
            if (!greeted || !beginning.complete()) {
                queue.add(greeting(position, beginning));
            }
            beginning.missed().forEach(change -> advance(change).ifPresent(queue::add));
        }

        private void leave() {
            changes.leave(this);
            audience.leave(this);
        }

        @Override
        public synchronized void changed(ComplaintChange change, StreamPosition before, StreamPosition after) {
            // Nearly all readers are where the topic is, and share its position.
            if (position == before) {
                position = after;
                told(change).ifPresent(queue::add);
            } else {
                advance(change).ifPresent(queue::add);
            }
        }

        void look(Instant now, long look) {
            if (!mayListen(now)) {
                queue.complete();
            } else if (look % LOOKS_PER_HEARTBEAT == lookOfHeartbeat) {
                queue.add(sse.newEventBuilder().comment("still here").build());
            }
        }

        @Override
        public void changed(Viewers seen) {
            if (permissions.sees(reader, seen.createdBy(), seen.assignedTo())) {
                queue.add(sse.newEventBuilder()
                        .name("presence")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(String.class, json(new Presence(seen.id(), seen.viewers())))
                        .build());
            }
        }

        private boolean mayListen(Instant now) {
            return now.isBefore(expiresAt) && !revoked.contains(reader.sessionId());
        }

        /** Goes on behind a change; gives what the reader is told of it, if anything. */
        private Optional<OutboundSseEvent> advance(ComplaintChange change) {
            if (position.isPast(change)) {
                return Optional.empty();
            }
            position = position.after(change);
            return told(change);
        }

        /** What the reader is told of a change that has led to its position, if anything. */
        private Optional<OutboundSseEvent> told(ComplaintChange change) {
            boolean visible = permissions.sees(reader, change.createdBy(), change.assignedTo())
                    && (reader.isStaff() || !change.forStaff());
            return visible && mayListen(clock.instant()) ? Optional.of(event(change)) : Optional.empty();
        }

        private OutboundSseEvent event(ComplaintChange change) {
            Told told = lastTold;
            if (told == null || told.at() != position) {
                told = new Told(position, event(position, change.type(), change.data()));
                lastTold = told;
            }
            return told.event();
        }

        private OutboundSseEvent greeting(StreamPosition at, ComplaintChanges.Beginning beginning) {
            return event(at, beginning.complete() ? "ready" : "reset", "{}");
        }

        private OutboundSseEvent event(StreamPosition at, String name, String data) {
            return sse.newEventBuilder()
                    .id(at.encode())
                    .name(name)
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(String.class, data)
                    .build();
        }
    }
}

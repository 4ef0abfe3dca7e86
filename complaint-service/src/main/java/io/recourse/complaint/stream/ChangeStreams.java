package io.recourse.complaint.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.recourse.complaint.Permissions;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.RevokedSessions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** Streams of what happens to the complaints that somebody sees, each until its reader leaves or may no longer listen. */
@ApplicationScoped
class ChangeStreams {

    /** A session that has ended is noticed within this time. */
    private static final Duration LOOK_AT_SESSION_EVERY = Duration.ofSeconds(1);

    /** A heartbeat every 15 seconds: proxies and browsers give up on connections that stay silent for longer. */
    private static final int LOOKS_PER_HEARTBEAT = 15;

    /** A reader that falls behind by more is dropped; it comes back with Last-Event-ID. */
    private static final int BUFFERED = 256;

    private final ComplaintChanges changes;
    private final Permissions permissions;
    private final RevokedSessions revoked;
    private final Clock clock;
    private final Counter dropped;

    @Inject
    ChangeStreams(
            ComplaintChanges changes,
            Permissions permissions,
            RevokedSessions revoked,
            Clock clock,
            MeterRegistry metrics) {
        this.changes = changes;
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

    /**
     * Opens a stream.
     *
     * @param from      where the reader was before, null for now
     * @param expiresAt when the reader's token dies, and the stream with it
     */
    Multi<OutboundSseEvent> open(Caller reader, Instant expiresAt, StreamPosition from, Sse sse) {
        Multi<Optional<OutboundSseEvent>> told = Multi.createFrom()
                .<OutboundSseEvent>emitter(emitter -> follow(emitter, reader, from, sse))
                .onOverflow()
                .buffer(BUFFERED)
                .onFailure(BackPressureFailure.class)
                .invoke(tooMuch -> dropped.increment())
                .map(Optional::of);
        Multi<Optional<OutboundSseEvent>> looks = Multi.createFrom()
                .ticks()
                .every(LOOK_AT_SESSION_EVERY)
                .onOverflow()
                .drop()
                .map(tick -> tick % LOOKS_PER_HEARTBEAT == LOOKS_PER_HEARTBEAT - 1
                        ? Optional.of(
                                sse.newEventBuilder().comment("still here").build())
                        : Optional.empty());
        return Multi.createBy()
                .merging()
                .streams(told, looks)
                .select()
                .first(due -> mayListen(reader, expiresAt))
                .select()
                .where(Optional::isPresent)
                .map(Optional::get);
    }

    private boolean mayListen(Caller reader, Instant expiresAt) {
        return clock.instant().isBefore(expiresAt) && !revoked.contains(reader.sessionId());
    }

    private void follow(MultiEmitter<? super OutboundSseEvent> emitter, Caller reader, StreamPosition from, Sse sse) {
        Reader stream = new Reader(emitter, reader, sse);
        emitter.onTermination(() -> changes.leave(stream));
        stream.begin(from);
    }

    private final class Reader implements ComplaintChanges.Listener {

        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private final Caller reader;
        private final Sse sse;
        private final List<ComplaintChange> early = new ArrayList<>();
        private StreamPosition position;

        Reader(MultiEmitter<? super OutboundSseEvent> emitter, Caller reader, Sse sse) {
            this.emitter = emitter;
            this.reader = reader;
            this.sse = sse;
        }

        synchronized void begin(StreamPosition from) {
            ComplaintChanges.Beginning beginning = changes.join(this, from);
            position = beginning.position();
            emitter.emit(sse.newEventBuilder()
                    .id(position.encode())
                    .name(beginning.complete() ? "ready" : "reset")
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(String.class, "{}")
                    .build());
            beginning.missed().forEach(this::tell);
            early.forEach(this::tell);
            early.clear();
        }

        @Override
        public synchronized void changed(ComplaintChange change) {
            if (position == null) {
                early.add(change);
            } else {
                tell(change);
            }
        }

        private void tell(ComplaintChange change) {
            if (position.isPast(change)) {
                return;
            }
            position = position.after(change);
            boolean visible = permissions.sees(reader, change.createdBy(), change.assignedTo())
                    && (reader.isStaff() || !change.forStaff());
            if (visible) {
                emitter.emit(sse.newEventBuilder()
                        .id(position.encode())
                        .name(change.type())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(String.class, change.data())
                        .build());
            }
        }
    }
}

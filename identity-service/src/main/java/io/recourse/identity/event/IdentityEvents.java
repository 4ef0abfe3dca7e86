package io.recourse.identity.event;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.outbox.OutgoingEvent;
import io.recourse.platform.token.RevokedSessions;
import io.smallrye.mutiny.Uni;

/** Runs commands so that a change, its events and the end of the sessions it ends cannot be had apart. */
@ApplicationScoped
public class IdentityEvents {

    private final Outbox outbox;
    private final RevokedSessions revoked;
    private final Clock clock;

    @Inject
    IdentityEvents(Outbox outbox, RevokedSessions revoked, Clock clock) {
        this.outbox = outbox;
        this.revoked = revoked;
        this.clock = clock;
    }

    /**
     * Runs work in a transaction of a Hibernate session. Its events are stored in the same transaction and published
     * after the commit; this instance refuses the sessions that it ended at once.
     *
     * @param work notes in the {@link Changes} what it did; a failure of it rolls everything back
     */
    public <T> Uni<T> inTransaction(Function<Changes, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Changes changes = new Changes();
            return outbox.inTransaction(() -> work.apply(changes).call(done -> append(changes.events())))
                    .invoke(done -> changes.endedSessions().forEach(sid -> revoked.add(sid, clock.instant())));
        });
    }

    private Uni<Void> append(List<OutgoingEvent> events) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (OutgoingEvent event : events) {
            all = all.chain(() -> outbox.append(event));
        }
        return all;
    }
}

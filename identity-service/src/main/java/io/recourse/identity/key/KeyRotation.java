package io.recourse.identity.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;

/** Has the next key sign: when an admin wants it, and when the present one has signed for long. */
@ApplicationScoped
class KeyRotation {

    /** Later than any key begins to sign. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final SigningKeys keys;
    private final SigningKeyStore store;
    private final AuditLog audit;
    private final Outbox outbox;
    private final KeyConfig config;
    private final Clock clock;

    @Inject
    KeyRotation(SigningKeys keys, SigningKeyStore store, AuditLog audit, Outbox outbox, KeyConfig config, Clock clock) {
        this.keys = keys;
        this.store = store;
        this.audit = audit;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Has the next key sign. Nobody is signed out: the keys before it are published until their last token is dead.
     *
     * @param actor who wants it
     */
    Uni<RotatedKey> rotate(UUID actor) {
        return promote(actor, END_OF_TIME)
                .chain(kid -> kid == null
                        ? keys.makeReserve().chain(() -> rotate(actor))
                        : keys.require(kid).map(key -> new RotatedKey(kid, key.createdAt(), key.signsFrom())));
    }

    /** However many replicas look at the same time, one of them finds a key that is old. */
    @Scheduled(every = "10m", delayed = "1m", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> rotateTheOld() {
        Duration period = config.rotateEvery();
        Instant tooOld = clock.instant().minus(period);
        return !period.isPositive() || keys.current().signsFrom().isAfter(tooOld)
                ? Uni.createFrom().voidItem()
                : promote(null, tooOld).chain(keys::look);
    }

    private Uni<String> promote(UUID actor, Instant newestSignsBefore) {
        return outbox.inTransaction(() -> store.promote(clock.instant(), newestSignsBefore)
                .call(kid -> kid == null
                        ? Uni.createFrom().voidItem()
                        : audit.record(SecurityEvent.by(actor, SecurityAction.KEY_ROTATED, null)
                                .with(kid))));
    }
}

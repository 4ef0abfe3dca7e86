package io.recourse.identity.key;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.identity.key.SigningKeyStore.Turn;
import io.recourse.platform.token.TokenConfig;
import io.recourse.platform.token.VerificationKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * The keys that this replica signs and verifies with. Two more than sign are always published, in reserve: whichever is
 * to sign next has been known to every service for long, even when the one before it signed for a moment only.
 */
@ApplicationScoped
class SigningKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** For a replica that learnt of the newer key late, and signed with the older one meanwhile. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** How long a service may take to fetch the key set, and to be told of a new key by it. */
    private static final Duration FETCH = Duration.ofSeconds(2);

    private static final int IN_RESERVE = 2;

    private final SigningKeyStore store;
    private final TokenConfig tokens;
    private final Clock clock;
    private final Vertx vertx;

    /** Those in reserve, then those that sign or have signed, the newest first. */
    private volatile List<SigningKey> keys = List.of();

    private volatile boolean storeAway;

    @Inject
    SigningKeys(SigningKeyStore store, TokenConfig tokens, Clock clock, Vertx vertx) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** Before anything that might sign or verify: the service does not start without keys. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> store.all()
                .chain(stored ->
                        stored.isEmpty() ? makeFirst() : Uni.createFrom().item(stored))
                .invoke(stored -> keys = stored));
    }

    /** The key that tokens are signed with now. */
    SigningKey current() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> key.hasSigned(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no signing key"));
    }

    /**
     * All keys whose tokens may be alive, and those that sign next: those of the database, whichever replica is
     * asked, and those last known while it is away.
     */
    Uni<JsonWebKeySet> published() {
        return look().map(looked ->
                new JsonWebKeySet(keys.stream().map(SigningKey::toJwk).toList()));
    }

    @Override
    public Uni<PublicKey> find(String kid) {
        PublicKey known = known(kid);
        return known == null
                ? look().map(looked -> known(kid))
                : Uni.createFrom().item(known);
    }

    @Override
    public PublicKey known(String kid) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid))
                .map(SigningKey::publicKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * The key with an id that was just promoted.
     *
     * @return fails when there is none
     */
    Uni<SigningKey> require(String kid) {
        return reload().map(loaded -> keys.stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no signing key " + kid)));
    }

    private Uni<List<SigningKey>> makeFirst() {
        return generate(() -> SigningKey.generateFirst(clock.instant()))
                .chain(store::addFirst)
                .chain(store::all);
    }

    /** Makes and publishes a key that signs some day. */
    Uni<Void> makeReserve() {
        Instant now = clock.instant();
        // Whoever has just looked for another unknown key in vain looks again after one pause.
        Instant readyAt = now.plus(tokens.keyRefreshAtMostEvery()).plus(FETCH);
        return generate(() -> SigningKey.generateReserve(now, readyAt))
                .chain(key -> store.addReserve(key, IN_RESERVE))
                .chain(this::reload);
    }

    private Uni<SigningKey> generate(Callable<SigningKey> generator) {
        return vertx.executeBlocking(generator, false);
    }

    /** One key a time: nobody waits for it. */
    @Scheduled(
            every = "1s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> fillReserve() {
        boolean full = keys.stream().filter(SigningKey::isInReserve).count() >= IN_RESERVE;
        return full || storeAway
                ? Uni.createFrom().voidItem()
                : makeReserve()
                        .onFailure()
                        .invoke(this::complainOnce)
                        .onFailure()
                        .recoverWithNull();
    }

    /** Learns of the keys that other replicas made, to sign with them too, and forgets those that they deleted. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        List<Turn> known = keys.stream().map(Turn::of).toList();
        return store.turns()
                .chain(turns -> turns.equals(known) ? Uni.createFrom().voidItem() : reload())
                .invoke(() -> storeAway = false)
                .onFailure()
                .invoke(this::complainOnce)
                .onFailure()
                .recoverWithNull();
    }

    private void complainOnce(Throwable failure) {
        if (!storeAway) {
            LOG.warnf("Signing keys of other replicas cannot be looked for at the moment: %s", failure);
        }
        storeAway = true;
    }

    @Scheduled(every = "1h", delayed = "1m")
    Uni<Void> deleteTheDead() {
        Duration memory = tokens.lifetime().plus(tokens.clockSkew()).plus(GRACE);
        return store.deleteSupersededBefore(clock.instant().minus(memory)).chain(this::look);
    }

    private Uni<Void> reload() {
        return store.all().invoke(stored -> keys = stored).replaceWithVoid();
    }
}

package io.recourse.identity.key;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.recourse.platform.token.TokenConfig;
import io.recourse.platform.token.VerificationKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * The keys that this replica signs and verifies with. A new key is published before it signs: for so long that every
 * service which meets it for the first time may fetch the key set.
 */
@ApplicationScoped
class SigningKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** For a replica that learnt of the newer key late, and signed with the older one meanwhile. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final SigningKeyStore store;
    private final TokenConfig tokens;
    private final Clock clock;
    private final Vertx vertx;

    /** The newest first. */
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
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no signing key"));
    }

    /**
     * All keys whose tokens may be alive, and the one that signs next: those of the database, whichever replica is
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

    private PublicKey known(String kid) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid))
                .map(SigningKey::publicKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Makes and publishes a new key, which signs a few seconds later. Nobody is signed out: the old keys are published
     * until their last token is dead.
     *
     * @return the new key
     */
    Uni<SigningKey> add() {
        // Whoever has just looked for another unknown key looks again after one pause; the other is for the way.
        Duration untilKnown = tokens.keyRefreshAtMostEvery().multipliedBy(2);
        return generate(untilKnown).call(store::add).call(this::reload);
    }

    /** Ends when the key signs. */
    Uni<Void> untilItSigns(SigningKey key) {
        Duration rest = Duration.between(clock.instant(), key.signsFrom());
        return rest.isPositive()
                ? Uni.createFrom().voidItem().onItem().delayIt().by(rest)
                : Uni.createFrom().voidItem();
    }

    private Uni<List<SigningKey>> makeFirst() {
        return generate(Duration.ZERO).chain(store::addFirst).chain(store::all);
    }

    private Uni<SigningKey> generate(Duration untilKnown) {
        Instant now = clock.instant();
        return vertx.executeBlocking(() -> SigningKey.generate(now, now.plus(untilKnown)), false);
    }

    /** Learns of the keys that other replicas made, to sign with them too, and forgets those that they deleted. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        List<String> known = keys.stream().map(SigningKey::kid).toList();
        return store.ids()
                .chain(ids -> ids.equals(known) ? Uni.createFrom().voidItem() : reload())
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

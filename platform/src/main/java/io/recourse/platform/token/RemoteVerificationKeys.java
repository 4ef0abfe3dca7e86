package io.recourse.platform.token;

import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.arc.DefaultBean;
import io.recourse.platform.async.SharedWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Identity's keys, fetched over HTTP and kept in this service's database, so that tokens are verified while identity is
 * down, after a restart too.
 */
@ApplicationScoped
@DefaultBean
public class RemoteVerificationKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(RemoteVerificationKeys.class);
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE_WHILE_AWAY = Duration.ofSeconds(1);

    private final JwksClient client;
    private final Pool database;
    private final TokenConfig config;
    private final Clock clock;
    private final Vertx vertx;

    private volatile Map<String, PublicKey> keys = Map.of();
    private volatile Instant lastTryAt = Instant.EPOCH;
    private volatile boolean lastTryFailed;
    private Uni<Void> refreshUnderWay;

    @Inject
    public RemoteVerificationKeys(
            @RestClient JwksClient client, Pool database, TokenConfig config, Clock clock, Vertx vertx) {
        this.client = client;
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    @Override
    public void start() {
        loadKept().chain(this::refresh).subscribe().with(ok -> {}, this::complain);
        vertx.setPeriodic(
                config.keyRefreshEvery().toMillis(),
                timer -> refresh().subscribe().with(ok -> {}, this::complain));
    }

    @Override
    public Uni<PublicKey> find(String kid) {
        PublicKey known = keys.get(kid);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return refreshIfDue().map(refreshed -> {
            if (keys.isEmpty()) {
                throw new java.io.UncheckedIOException(new KeysUnavailableException());
            }
            return keys.get(kid);
        });
    }

    @Override
    public PublicKey known(String kid) {
        return keys.get(kid);
    }

    private Uni<Void> refreshIfDue() {
        // Identity is protected from being asked too often, which says nothing while it does not answer.
        Duration pause = keys.isEmpty() || lastTryFailed ? PAUSE_WHILE_AWAY : config.keyRefreshAtMostEvery();
        synchronized (this) {
            if (refreshUnderWay == null && clock.instant().isBefore(lastTryAt.plus(pause))) {
                return Uni.createFrom().voidItem();
            }
        }
        return SharedWork.apart(refresh()).onFailure().recoverWithNull();
    }

    /** One fetch at a time: those who ask while it is under way wait for it, {@link SharedWork#apart apart}. */
    private synchronized Uni<Void> refresh() {
        if (refreshUnderWay == null) {
            lastTryAt = clock.instant();
            refreshUnderWay = client.fetch()
                    .ifNoItem()
                    .after(FETCH_TIMEOUT)
                    .fail()
                    .chain(this::accept)
                    .onItemOrFailure()
                    .invoke((accepted, failure) -> lastTryFailed = failure != null)
                    .onTermination()
                    .invoke(this::refreshed)
                    .memoize()
                    .indefinitely();
        }
        return refreshUnderWay;
    }

    private synchronized void refreshed() {
        refreshUnderWay = null;
    }

    private Uni<Void> accept(String document) {
        keys = parse(document);
        return keep(document);
    }

    private Uni<Void> keep(String document) {
        return database.preparedQuery("""
                        insert into verification_key_set (document, fetched_at) values ($1, $2)
                        on conflict (only_row) do update set document = $1, fetched_at = $2""")
                .execute(Tuple.of(document, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Uni<Void> loadKept() {
        return database.query("select document from verification_key_set")
                .execute()
                .invoke(rows -> {
                    for (Row row : rows) {
                        keys = parse(row.getString("document"));
                    }
                })
                .replaceWithVoid();
    }

    private static Map<String, PublicKey> parse(String document) {
        try {
            Map<String, PublicKey> parsed = new HashMap<>();
            for (var key : new JsonWebKeySet(document).getJsonWebKeys()) {
                Key material = key.getKey();
                if (key.getKeyId() != null && material instanceof PublicKey verifying) {
                    parsed.put(key.getKeyId(), verifying);
                }
            }
            return Map.copyOf(parsed);
        } catch (JoseException malformed) {
            throw new IllegalArgumentException("identity's key set is malformed", malformed);
        }
    }

    private void complain(Throwable failure) {
        LOG.warnf("Identity's keys could not be fetched, %d kept ones stay in use: %s", keys.size(), failure);
    }
}

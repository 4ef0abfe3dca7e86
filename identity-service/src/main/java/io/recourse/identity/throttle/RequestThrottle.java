package io.recourse.identity.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Counts requests by subject, across all replicas, and refuses those beyond a quota. A window begins with the first
 * request; refused ones do not prolong it. Who asks from the machine itself is not counted by address: behind a proxy
 * that names no client everybody would, and one would shut out all.
 */
@ApplicationScoped
public class RequestThrottle {

    private static final String RESET_OF = "password-reset:account:";

    private final Pool database;
    private final RequestQuotas quotas;
    private final Clock clock;

    @Inject
    RequestThrottle(Pool database, RequestQuotas quotas, Clock clock) {
        this.database = database;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Counts a registration; fails with {@link TooManyRequestsException} when it is one too many. */
    public Uni<Void> registration(String address) {
        Map<String, Integer> limits = new TreeMap<>();
        byAddress(limits, "registration:address:", address, quotas.registrationsPerAddress());
        return admit(limits);
    }

    /**
     * Counts a wish for a new password; fails with {@link TooManyRequestsException} when it is one too many.
     *
     * @param email of the account, whether there is one or not
     */
    public Uni<Void> passwordReset(String email, String address) {
        Map<String, Integer> limits = new TreeMap<>();
        limits.put(RESET_OF + email.toLowerCase(Locale.ROOT), quotas.passwordResetsPerAccount());
        byAddress(limits, "password-reset:address:", address, quotas.passwordResetsPerAddress());
        return admit(limits);
    }

    /** Counts a wish to confirm an address; fails with {@link TooManyRequestsException} when it is one too many. */
    public Uni<Void> emailVerification(UUID account) {
        return admit(Map.of("email-verification:account:" + account, quotas.emailVerificationsPerAccount()));
    }

    /** Counts an export; fails with {@link TooManyRequestsException} when it is one too many. */
    public Uni<Void> export(UUID account) {
        return admit(Map.of("export:account:" + account, quotas.exportsPerAccount()));
    }

    /** Forgets the requests about an erased person's address, in the transaction of the current Hibernate session. */
    public Uni<Void> erase(String email) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from request_count where subject = ?1")
                        .setParameter(1, RESET_OF + email.toLowerCase(Locale.ROOT))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static void byAddress(Map<String, Integer> limits, String prefix, String address, int limit) {
        if (!ClientAddress.isLoopback(address)) {
            limits.put(prefix + ClientAddress.network(address), limit);
        }
    }

    /** The subjects come in their order, so that two requests do not wait for each other. */
    private Uni<Void> admit(Map<String, Integer> limits) {
        if (limits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery("""
                        insert into request_count as known (subject, since, requests)
                        select unnest($1::text[]), $2, 1
                        on conflict (subject) do update
                        set since = case when known.since <= $3 then excluded.since else known.since end,
                            requests = case when known.since <= $3 then 1 else known.requests + 1 end
                        returning subject, since, requests""")
                .execute(Tuple.of(
                        limits.keySet().toArray(String[]::new),
                        utc(clock.instant()),
                        utc(clock.instant().minus(quotas.window()))))
                .invoke(counts -> refuseBeyond(limits, counts))
                .replaceWithVoid();
    }

    private void refuseBeyond(Map<String, Integer> limits, RowSet<Row> counts) {
        Duration wait = Duration.ZERO;
        for (Row count : counts) {
            if (count.getInteger("requests") > limits.get(count.getString("subject"))) {
                Instant freeAt = count.getOffsetDateTime("since").toInstant().plus(quotas.window());
                Duration untilFree = Duration.between(clock.instant(), freeAt);
                wait = untilFree.compareTo(wait) > 0 ? untilFree : wait;
            }
        }
        if (wait.isPositive()) {
            throw new TooManyRequestsException(Duration.ofSeconds(wait.toSeconds() + 1));
        }
    }

    @Scheduled(every = "10m", delayed = "4m")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("delete from request_count where since <= $1")
                .execute(Tuple.of(utc(clock.instant().minus(quotas.window()))))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

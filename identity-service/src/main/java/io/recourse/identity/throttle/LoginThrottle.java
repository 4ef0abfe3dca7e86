package io.recourse.identity.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Slows down who guesses passwords: by account and by address, across all replicas. Failures are counted in the
 * database over a sliding window; an attempt that is refused for them counts as none itself.
 */
@ApplicationScoped
public class LoginThrottle {

    private static final int DELETED_AT_ONCE = 10_000;

    private final Pool database;
    private final ThrottleConfig config;
    private final Clock clock;

    @Inject
    LoginThrottle(Pool database, ThrottleConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Lets an attempt pass, or not.
     *
     * @return fails with {@link TooManyFailuresException} when the account or the address has failed too often
     */
    public Uni<Void> admit(Attempt attempt) {
        // For each of the two subjects it reads as many entries of login_failure_by_subject as it takes, not more.
        return database.preparedQuery("""
                        select min(failed_at) as oldest
                        from unnest($1::text[]) as wanted (name)
                        cross join lateral (
                            select failed_at from login_failure
                            where subject = wanted.name and failed_at > $2
                            order by failed_at desc limit $3) as recent
                        group by wanted.name having count(*) >= $3""")
                .execute(Tuple.of(
                        attempt.subjects().toArray(String[]::new),
                        utc(clock.instant().minus(config.window())),
                        config.forgivenFailures() + 1))
                .invoke(this::refuse)
                .replaceWithVoid();
    }

    /**
     * Counts a failure.
     *
     * @return fails with {@link TooManyFailuresException} when it is the one too many
     */
    public Uni<Void> failed(Attempt attempt) {
        return database.preparedQuery("insert into login_failure (subject, failed_at) select unnest($1::text[]), $2")
                .execute(Tuple.of(attempt.subjects().toArray(String[]::new), utc(clock.instant())))
                .chain(() -> admit(attempt));
    }

    /** Forgets the failures of an account whose owner has a new password. */
    public Uni<Void> forgive(UUID account) {
        return database.preparedQuery("delete from login_failure where subject = $1")
                .execute(Tuple.of(Attempt.subjectOf(account.toString())))
                .replaceWithVoid();
    }

    @Scheduled(every = "30s")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("""
                        delete from login_failure where ctid = any (array(
                            select ctid from login_failure where failed_at < $1 order by failed_at limit $2))""")
                .execute(Tuple.of(utc(clock.instant().minus(config.window())), DELETED_AT_ONCE))
                .chain(result -> result.rowCount() == DELETED_AT_ONCE
                        ? forgetTheOld()
                        : Uni.createFrom().voidItem());
    }

    private void refuse(RowSet<Row> overdrawn) {
        Duration wait = Duration.ZERO;
        for (Row row : overdrawn) {
            Instant freeAt = row.getOffsetDateTime("oldest").toInstant().plus(config.window());
            Duration untilFree = Duration.between(clock.instant(), freeAt);
            wait = untilFree.compareTo(wait) > 0 ? untilFree : wait;
        }
        if (overdrawn.size() > 0) {
            throw new TooManyFailuresException(Duration.ofSeconds(wait.toSeconds() + 1));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

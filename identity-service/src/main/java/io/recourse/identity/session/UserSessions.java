package io.recourse.identity.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.scheduler.Scheduled;
import io.recourse.identity.account.Account;
import io.recourse.identity.account.SessionsOfAccount;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.SessionEnd;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The sessions in the database. A transaction that locks an account as well locks it first. */
@ApplicationScoped
class UserSessions implements PanacheRepositoryBase<UserSession, UUID>, SessionsOfAccount {

    private static final int DELETED_AT_ONCE = 5_000;

    /** Longer than a token lives: what has ended lately is read when an instance starts. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Pool database;
    private final Clock clock;

    @Inject
    UserSessions(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<Void> endAll(Account account, SessionEnd reason, Changes changes) {
        return endOthers(account, null, reason, changes);
    }

    @Override
    public Uni<Void> endOthers(Account account, UUID keptSid, SessionEnd reason, Changes changes) {
        return find("accountId = ?1 and endedAt is null", account.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .invoke(sessions -> sessions.stream()
                        .filter(session -> !session.id().equals(keptSid))
                        .forEach(session -> end(session, account, reason, changes)))
                .replaceWithVoid();
    }

    /** Ends a session, unless it is over already. */
    void end(UserSession session, Account account, SessionEnd reason, Changes changes) {
        if (session.isAlive(clock.instant())) {
            session.end(clock.instant());
            changes.sessionRevoked(account.snapshot(), session.id(), reason);
        }
    }

    /** Finds a session and keeps it from changing until the end of the transaction; null when there is none. */
    Uni<UserSession> lock(UUID sid) {
        return findById(sid, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Where somebody is signed in, newest first.
     *
     * @param createdBefore with {@code idBefore} the position to go on from; null for the newest
     */
    Uni<List<UserSession>> alive(UUID accountId, Instant createdBefore, UUID idBefore, int count) {
        String alive = "accountId = ?1 and endedAt is null and expiresAt > ?2";
        String newestFirst = " order by createdAt desc, id desc";
        var sessions = createdBefore == null
                ? find(alive + newestFirst, accountId, clock.instant())
                : find(
                        alive + " and (createdAt < ?3 or createdAt = ?3 and id < ?4)" + newestFirst,
                        accountId,
                        clock.instant(),
                        createdBefore,
                        idBefore);
        return sessions.page(Page.ofSize(count)).list();
    }

    @Scheduled(every = "10m", delayed = "2m")
    Uni<Void> forgetTheOver() {
        OffsetDateTime longAgo = OffsetDateTime.ofInstant(clock.instant().minus(MEMORY), ZoneOffset.UTC);
        return database.preparedQuery("""
                        delete from user_session where id = any (array(
                            select id from user_session where expires_at < $1 order by expires_at limit $2))""")
                .execute(Tuple.of(longAgo, DELETED_AT_ONCE))
                .chain(result -> result.rowCount() == DELETED_AT_ONCE
                        ? forgetTheOver()
                        : Uni.createFrom().voidItem());
    }
}

package io.recourse.identity.session;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.account.Account;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.event.SessionEnd;
import io.recourse.identity.key.OpaqueToken;
import io.smallrye.mutiny.Uni;

/** Ends sessions at their owners' wish. */
@ApplicationScoped
public class SigningOut {

    private final Accounts accounts;
    private final UserSessions sessions;
    private final RefreshTokens tokens;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    SigningOut(
            Accounts accounts,
            UserSessions sessions,
            RefreshTokens tokens,
            IdentityEvents events,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Ends a session.
     *
     * @param owner whose it must be
     * @return fails with {@link SessionNotFoundException} when it is none of the owner's, or over already
     */
    public Uni<Void> end(UUID owner, UUID sid, SessionEnd reason) {
        return events.inTransaction(changes -> accounts.lockForSignIn(owner, false)
                .chain(account -> sessions.lock(sid).chain(session -> end(session, account, sid, reason, changes))));
    }

    /** Ends the session that a refresh token belongs to, if there is one that is not over already. */
    Uni<Void> endOf(String refreshToken) {
        return Panache.withSession(() -> tokens.owner(OpaqueToken.hash(refreshToken)))
                .onItem()
                .ifNotNull()
                .transformToUni(owner -> end(owner.accountId(), owner.sessionId(), SessionEnd.LOGOUT))
                .onFailure(SessionNotFoundException.class)
                .recoverWithNull();
    }

    private Uni<Void> end(UserSession session, Account account, UUID sid, SessionEnd reason, Changes changes) {
        if (account == null
                || session == null
                || !session.accountId().equals(account.id())
                || !session.isAlive(clock.instant())) {
            throw new SessionNotFoundException(sid);
        }
        sessions.end(session, account, reason, changes);
        return audit.record(
                SecurityEvent.own(SecurityAction.SESSION_ENDED, account.id()).with(reason.toString()));
    }
}

package io.recourse.identity.session;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

/** Goes on with sessions by their refresh tokens, each of which works once. */
@ApplicationScoped
class Refreshing {

    private final Accounts accounts;
    private final UserSessions sessions;
    private final RefreshTokens tokens;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final SessionConfig config;
    private final Clock clock;

    @Inject
    Refreshing(
            Accounts accounts,
            UserSessions sessions,
            RefreshTokens tokens,
            IdentityEvents events,
            AuditLog audit,
            SessionConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.events = events;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Spends a refresh token. A second use of one ends its session, for the thief and the owner alike.
     *
     * @return fails with {@link SignInRefusedException} for a token that is unknown, spent, or of a session that is
     *     over
     */
    Uni<OpenSession> refresh(String text, Client client) {
        String hash = OpaqueToken.hash(text);
        // A reuse is no failure of the transaction, which has to commit the end of the session.
        return events.inTransaction(changes -> tokens.owner(hash)
                        .chain(owner ->
                                owner == null ? Uni.createFrom().nullItem() : refresh(owner, hash, client, changes)))
                .onItem()
                .ifNull()
                .failWith(SignInRefusedException::ofRefreshToken);
    }

    private Uni<OpenSession> refresh(RefreshTokens.Owner owner, String hash, Client client, Changes changes) {
        return accounts.lockForSignIn(owner.accountId(), false)
                .chain(account -> sessions.lock(owner.sessionId()).chain(session -> tokens.lock(hash)
                        .chain(token -> account == null || session == null || token == null
                                ? Uni.createFrom().nullItem()
                                : refresh(account, session, token, client, changes))));
    }

    private Uni<OpenSession> refresh(
            Account account, UserSession session, RefreshToken token, Client client, Changes changes) {
        if (!session.isAlive(clock.instant()) || !account.isActive()) {
            return Uni.createFrom().nullItem();
        }
        if (!token.spend(clock.instant())) {
            sessions.end(session, account, SessionEnd.REFRESH_TOKEN_REUSED, changes);
            return audit.record(SecurityEvent.by(null, SecurityAction.REFRESH_TOKEN_REUSED, account.id())
                            .from(client.address()))
                    .replaceWith((OpenSession) null);
        }
        session.seen(client, clock.instant(), config.idleLifetime());
        String next = OpaqueToken.newText();
        return tokens.persist(RefreshToken.issue(next, session.id()))
                .replaceWith(new OpenSession(account, session, next));
    }
}

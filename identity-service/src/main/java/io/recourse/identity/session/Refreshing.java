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
import io.recourse.identity.key.SecretMac;
import io.smallrye.mutiny.Uni;

/** Goes on with sessions by their refresh tokens, each of which works once. */
@ApplicationScoped
class Refreshing {

    private final Accounts accounts;
    private final UserSessions sessions;
    private final RefreshTokens tokens;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final SecretMac mac;
    private final SessionConfig config;
    private final Clock clock;

    @Inject
    Refreshing(
            Accounts accounts,
            UserSessions sessions,
            RefreshTokens tokens,
            IdentityEvents events,
            AuditLog audit,
            SecretMac mac,
            SessionConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.events = events;
        this.audit = audit;
        this.mac = mac;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A refresh token that somebody presents.
     *
     * @param successor     text of the token that follows it
     * @param mayComeAgain whether the answer may have been lost, so that it is given again
     */
    private record Presented(String hash, String successor, boolean mayComeAgain) {}

    /**
     * Spends a refresh token. A second use of one ends its session, for the thief and the owner alike.
     *
     * @return fails with {@link SignInRefusedException} for a token that is unknown, spent, or of a session that is
     *     over
     */
    Uni<OpenSession> refresh(String text, Client client) {
        return refresh(new Presented(OpaqueToken.hash(text), OpaqueToken.newText(), false), client);
    }

    /**
     * Spends the refresh token of a browser, which forgets the answer when its page is reloaded too soon: the token that
     * was replaced last is followed by the same one again for a short while. Any other second use ends the session.
     *
     * @return fails like {@link #refresh(String, Client)}
     */
    Uni<OpenSession> refreshInBrowser(String text, Client client) {
        // The successor is made of its predecessor and a secret, because its text is not stored for a second answer.
        String successor = mac.of(SecretMac.Purpose.SUCCESSOR_OF_TOKEN, text);
        return refresh(new Presented(OpaqueToken.hash(text), successor, true), client);
    }

    private Uni<OpenSession> refresh(Presented presented, Client client) {
        // A reuse is no failure of the transaction, which has to commit the end of the session.
        return events.inTransaction(changes -> tokens.owner(presented.hash())
                        .chain(owner -> owner == null
                                ? Uni.createFrom().nullItem()
                                : refresh(owner, presented, client, changes)))
                .onItem()
                .ifNull()
                .failWith(SignInRefusedException::ofRefreshToken);
    }

    private Uni<OpenSession> refresh(RefreshTokens.Owner owner, Presented presented, Client client, Changes changes) {
        return accounts.lockForSignIn(owner.accountId(), false)
                .chain(account -> sessions.lock(owner.sessionId()).chain(session -> tokens.lock(presented.hash())
                        .chain(token -> account == null || session == null || token == null
                                ? Uni.createFrom().nullItem()
                                : refresh(account, session, token, presented, client, changes))));
    }

    private Uni<OpenSession> refresh(
            Account account,
            UserSession session,
            RefreshToken token,
            Presented presented,
            Client client,
            Changes changes) {
        if (!session.isAlive(clock.instant()) || !account.isActive()) {
            return Uni.createFrom().nullItem();
        }
        Uni<Boolean> mayGoOn = token.spend(clock.instant())
                ? tokens.persist(RefreshToken.issue(presented.successor(), session.id()))
                        .replaceWith(true)
                : comesAgainInTime(token, presented);
        return mayGoOn.chain(may -> may
                ? Uni.createFrom().item(goOn(account, session, presented, client))
                : refuseReuse(account, session, client, changes));
    }

    /** Whether the token was replaced just now, and by one that nobody has used. */
    private Uni<Boolean> comesAgainInTime(RefreshToken token, Presented presented) {
        if (!presented.mayComeAgain() || !token.isSpentAfter(clock.instant().minus(config.cookieRepeatWithin()))) {
            return Uni.createFrom().item(false);
        }
        return tokens.findById(OpaqueToken.hash(presented.successor())).map(next -> next != null && next.isFresh());
    }

    private OpenSession goOn(Account account, UserSession session, Presented presented, Client client) {
        session.seen(client, clock.instant(), config.idleLifetime());
        return new OpenSession(account, session, presented.successor());
    }

    private Uni<OpenSession> refuseReuse(Account account, UserSession session, Client client, Changes changes) {
        sessions.end(session, account, SessionEnd.REFRESH_TOKEN_REUSED, changes);
        return audit.record(SecurityEvent.by(null, SecurityAction.REFRESH_TOKEN_REUSED, account.id())
                        .from(client.address()))
                .replaceWith((OpenSession) null);
    }
}

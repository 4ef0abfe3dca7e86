package io.recourse.identity.session;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.account.Account;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.key.OpaqueToken;
import io.recourse.identity.password.PasswordHasher;
import io.recourse.identity.throttle.Attempt;
import io.recourse.identity.throttle.LoginThrottle;
import io.recourse.identity.throttle.TooManyFailuresException;
import io.smallrye.mutiny.Uni;

/**
 * Lets people in by their passwords. A wrong password, an unknown name and an inactive account take the same steps, so
 * that neither the answer nor its time tells them apart.
 */
@ApplicationScoped
public class PasswordSignIn {

    private final Accounts accounts;
    private final UserSessions sessions;
    private final RefreshTokens tokens;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final SessionConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    @Inject
    PasswordSignIn(
            Accounts accounts,
            UserSessions sessions,
            RefreshTokens tokens,
            PasswordHasher hasher,
            LoginThrottle throttle,
            IdentityEvents events,
            AuditLog audit,
            SessionConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.hasher = hasher;
        this.throttle = throttle;
        this.events = events;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Begins a session.
     *
     * @return fails with {@link SignInRefusedException}, or with {@link TooManyFailuresException} when the account or
     *     the client's address has failed too often
     */
    public Uni<OpenSession> signIn(Login request, Client client) {
        return Panache.withSession(() -> accounts.findByLogin(request.username()))
                .chain(account -> signIn(request, account, client))
                .invoke(open -> outcomes("succeeded").increment())
                .onFailure(SignInRefusedException.class)
                .invoke(refused -> outcomes("refused").increment())
                .onFailure(TooManyFailuresException.class)
                .invoke(refused -> outcomes("throttled").increment());
    }

    private Uni<OpenSession> signIn(Login request, Account known, Client client) {
        String name = known == null ? request.username() : known.id().toString();
        Attempt attempt = new Attempt(name, client.address());
        return throttle.admit(attempt)
                .chain(() -> hasher.matches(request.password(), known == null ? null : known.passwordHash()))
                .call(right -> right && known.isActive()
                        // Others may have guessed in parallel: of a wave of guesses none but the first few count.
                        ? throttle.admit(attempt)
                        : refuse(attempt, known, client))
                .chain(right -> rehashed(known, request.password()))
                .chain(newHash -> begin(known, newHash, client));
    }

    private Uni<Void> refuse(Attempt attempt, Account known, Client client) {
        SecurityEvent failed = SecurityEvent.by(null, SecurityAction.LOGIN_FAILED, known == null ? null : known.id())
                .from(client.address());
        SecurityEvent throttled = new SecurityEvent(
                SecurityAction.LOGIN_THROTTLED, null, failed.subjectId(), failed.address(), failed.detail());
        return audit.recordAlone(failed)
                .chain(() -> throttle.failed(attempt))
                .onFailure(TooManyFailuresException.class)
                .call(() -> audit.recordAlone(throttled))
                .onItem()
                .failWith(SignInRefusedException::ofPassword);
    }

    /** The password under a hash of today's strength; empty when it has one. */
    private Uni<Optional<String>> rehashed(Account account, String password) {
        return hasher.isOutdated(account.passwordHash())
                ? hasher.hash(password).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<OpenSession> begin(Account known, Optional<String> newHash, Client client) {
        return events.inTransaction(changes -> accounts.lockForSignIn(known.id(), newHash.isPresent())
                .invoke(account -> {
                    if (account == null || !account.isActive() || !sameHash(account, known)) {
                        throw SignInRefusedException.ofPassword();
                    }
                    newHash.ifPresent(account::rehash);
                })
                .chain(account -> begin(account, client)));
    }

    private Uni<OpenSession> begin(Account account, Client client) {
        UserSession session = UserSession.begin(account.id(), client, clock.instant(), config.idleLifetime());
        String refreshToken = OpaqueToken.newText();
        return sessions.persistAndFlush(session)
                .chain(() -> tokens.persist(RefreshToken.issue(refreshToken, session.id())))
                .chain(() -> audit.record(SecurityEvent.own(SecurityAction.LOGIN_SUCCEEDED, account.id())
                        .from(client.address())))
                .replaceWith(new OpenSession(account, session, refreshToken));
    }

    private Counter outcomes(String outcome) {
        return Counter.builder("recourse.logins")
                .description("Attempts to sign in with a password")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static boolean sameHash(Account account, Account known) {
        return account.passwordHash().equals(known.passwordHash());
    }
}

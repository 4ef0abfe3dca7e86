package io.recourse.identity.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.account.Account;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.account.SessionsOfAccount;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.event.SessionEnd;
import io.recourse.identity.key.OpaqueToken;
import io.recourse.identity.mail.LinkPurpose;
import io.recourse.identity.mail.MailedLinks;
import io.recourse.identity.password.PasswordHasher;
import io.recourse.identity.password.PasswordPolicy;
import io.recourse.identity.throttle.LoginThrottle;
import io.recourse.identity.throttle.RequestThrottle;
import io.recourse.identity.throttle.TooManyRequestsException;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;

/** Gives people a new password who have forgotten theirs, by their mail. */
@ApplicationScoped
class PasswordReset {

    /** Longer than any of the ways takes: nobody learns from the time whether there is an account. */
    private static final Duration SAME_TIME = Duration.ofMillis(150);

    private final Accounts accounts;
    private final SessionsOfAccount sessions;
    private final MailedLinks links;
    private final PasswordHasher hasher;
    private final RequestThrottle throttle;
    private final LoginThrottle logins;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    PasswordReset(
            Accounts accounts,
            SessionsOfAccount sessions,
            MailedLinks links,
            PasswordHasher hasher,
            RequestThrottle throttle,
            LoginThrottle logins,
            IdentityEvents events,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.links = links;
        this.hasher = hasher;
        this.throttle = throttle;
        this.logins = logins;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Has a link mailed to whoever has the address, if anybody has; the answer and its time are the same.
     *
     * @param address where the request came from
     * @return fails with {@link TooManyRequestsException} when the account or the address has asked too often
     */
    Uni<Void> request(String email, String address) {
        Uni<Void> work = throttle.passwordReset(email, address)
                .chain(() -> events.inTransaction(
                        changes -> accounts.findByEmail(email).chain(account -> owe(account, address))));
        Uni<Void> pause = Uni.createFrom().voidItem().onItem().delayIt().by(SAME_TIME);
        return Uni.combine().all().unis(work, pause).discardItems();
    }

    private Uni<Void> owe(Account account, String address) {
        SecurityEvent asked = SecurityEvent.by(
                        null, SecurityAction.PASSWORD_RESET_REQUESTED, account == null ? null : account.id())
                .from(address);
        Uni<Void> remembered = audit.record(asked);
        return account == null || !account.isActive()
                ? remembered
                : remembered.chain(() -> links.owe(account.id(), LinkPurpose.PASSWORD_RESET));
    }

    /**
     * Replaces the password of whose link has the token, and ends all their sessions.
     *
     * @param address where the request came from
     * @return fails with {@link UnprocessableException} for the token of a link that does not work
     */
    Uni<Void> confirm(ConfirmPasswordReset request, String address) {
        String tokenHash = OpaqueToken.hash(request.token());
        return Panache.withSession(() -> links.holder(tokenHash, LinkPurpose.PASSWORD_RESET)
                        .chain(id -> id == null ? Uni.createFrom().nullItem() : accounts.findById(id)))
                .onItem()
                .ifNull()
                .failWith(DeadLink::failure)
                .invoke(account -> PasswordPolicy.check(
                        "new_password", request.newPassword(), account.username(), account.email()))
                .chain(account -> hasher.hash(request.newPassword())
                        .chain(hash -> events.inTransaction(
                                changes -> replace(account.id(), tokenHash, hash, address, changes)))
                        .chain(() -> logins.forgive(account.id())));
    }

    private Uni<Void> replace(UUID id, String tokenHash, String newHash, String address, Changes changes) {
        return accounts.lockForSignIn(id, true)
                .call(account -> account == null || !account.isActive()
                        ? Uni.createFrom().failure(DeadLink.failure())
                        : links.spend(tokenHash, LinkPurpose.PASSWORD_RESET)
                                .invoke(DeadLink::unless)
                                .chain(() -> links.revoke(id, LinkPurpose.EMAIL_VERIFICATION)))
                .invoke(account -> account.resetPassword(newHash, clock.instant()))
                .call(account -> sessions.endAll(account, SessionEnd.PASSWORD_RESET, changes))
                .chain(account -> audit.record(
                        SecurityEvent.own(SecurityAction.PASSWORD_RESET, id).from(address)));
    }
}

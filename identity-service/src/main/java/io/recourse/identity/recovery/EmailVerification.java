package io.recourse.identity.recovery;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.identity.account.AccountNotFoundException;
import io.recourse.identity.account.Accounts;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.key.OpaqueToken;
import io.recourse.identity.mail.LinkPurpose;
import io.recourse.identity.mail.MailedLinks;
import io.recourse.identity.throttle.RequestThrottle;
import io.recourse.identity.throttle.TooManyRequestsException;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;

/** Learns whose e-mail addresses are really theirs. */
@ApplicationScoped
class EmailVerification {

    private final Accounts accounts;
    private final MailedLinks links;
    private final RequestThrottle throttle;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    EmailVerification(
            Accounts accounts,
            MailedLinks links,
            RequestThrottle throttle,
            Outbox outbox,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.throttle = throttle;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Has a new link mailed to somebody whose address is not verified; the one before works no longer.
     *
     * @return fails with {@link TooManyRequestsException} for one who has asked too often
     */
    Uni<Void> request(UUID id) {
        return throttle.emailVerification(id)
                .chain(() -> outbox.inTransaction(() -> accounts.lockForSignIn(id, false)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new AccountNotFoundException(id))
                        .chain(account -> account.isEmailVerified()
                                ? Uni.createFrom().voidItem()
                                : links.owe(id, LinkPurpose.EMAIL_VERIFICATION))));
    }

    /**
     * Marks the address as verified that the link with the token was mailed to.
     *
     * @return fails with {@link UnprocessableException} for the token of a link that does not work
     */
    Uni<Void> verify(String token, String address) {
        String tokenHash = OpaqueToken.hash(token);
        return outbox.inTransaction(() -> links.holder(tokenHash, LinkPurpose.EMAIL_VERIFICATION)
                .onItem()
                .ifNull()
                .failWith(DeadLink::failure)
                .chain(id -> verify(id, tokenHash, address)));
    }

    /** An account is locked before its links, in this order everywhere. */
    private Uni<Void> verify(UUID id, String tokenHash, String address) {
        return accounts.lockForSignIn(id, true)
                .onItem()
                .ifNull()
                .failWith(DeadLink::failure)
                .call(() ->
                        links.spend(tokenHash, LinkPurpose.EMAIL_VERIFICATION).invoke(DeadLink::unless))
                .invoke(account -> account.verifyEmail(clock.instant()))
                .chain(() -> audit.record(
                        SecurityEvent.own(SecurityAction.EMAIL_VERIFIED, id).from(address)));
    }
}

package io.recourse.identity.account;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.event.SessionEnd;
import io.recourse.identity.mail.MailedLinks;
import io.recourse.identity.throttle.RequestThrottle;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;

/** What may take an admin away, and must leave one: by whomever it is done. */
@ApplicationScoped
public class Administration {

    private final Accounts accounts;
    private final SessionsOfAccount sessions;
    private final PhoneNumbers phones;
    private final MailedLinks links;
    private final RequestThrottle throttle;
    private final Idempotency idempotency;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final MergePatch mergePatch;
    private final Clock clock;

    @Inject
    Administration(
            Accounts accounts,
            SessionsOfAccount sessions,
            PhoneNumbers phones,
            MailedLinks links,
            RequestThrottle throttle,
            Idempotency idempotency,
            IdentityEvents events,
            AuditLog audit,
            MergePatch mergePatch,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.phones = phones;
        this.links = links;
        this.throttle = throttle;
        this.idempotency = idempotency;
        this.events = events;
        this.audit = audit;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /**
     * Applies a merge patch to an account. Deactivation ends its sessions.
     *
     * @return fails with {@link LastAdminException} when it would deactivate the last active admin
     */
    Uni<Account> edit(UUID actor, UUID id, ObjectNode patch, String ifMatch) {
        return events.inTransaction(changes -> lock(id, ifMatch)
                        .call(account -> mergePatch
                                .apply(patch, EditAccount.of(account), EditAccount.class)
                                .chain(edited -> applyAndVerify(edited, account, actor, changes)))
                        .call(accounts::flush))
                .onFailure()
                .transform(AlreadyTakenException::translate);
    }

    /**
     * Gives an account another role. Its sessions end, because their tokens still carry the old one.
     *
     * @return fails with {@link LastAdminException} when it would demote the last active admin
     */
    public Uni<Account> changeRole(UUID actor, UUID id, Role role, String ifMatch) {
        return events.inTransaction(changes -> lock(id, ifMatch)
                .call(account -> account.role() == role
                        ? Uni.createFrom().voidItem()
                        : accounts.requireOtherAdmin(account).chain(() -> become(role, account, actor, changes)))
                .call(accounts::flush));
    }

    /**
     * Deletes an account with everything that identity holds on its owner, and tells the other services to erase what
     * they hold.
     *
     * @return fails with {@link LastAdminException} when it is the last active admin
     */
    public Uni<Void> delete(UUID actor, UUID id, String ifMatch) {
        return events.inTransaction(changes -> lock(id, ifMatch)
                .call(accounts::requireOtherAdmin)
                .call(account -> sessions.endAll(account, SessionEnd.DELETED, changes))
                .call(account -> throttle.erase(account.email()))
                .call(() -> idempotency.forget(id.toString()))
                .call(() -> audit.erase(id))
                .call(() -> audit.record(SecurityEvent.by(actor, SecurityAction.ACCOUNT_DELETED, id)))
                .call(accounts::delete)
                .invoke(() -> changes.userDeleted(id))
                .replaceWithVoid());
    }

    private Uni<Account> lock(UUID id, String ifMatch) {
        return accounts.lockAdmins()
                .chain(() -> accounts.lock(id))
                .invoke(account -> Preconditions.requireMatch(ifMatch, account.version()));
    }

    private Uni<Void> applyAndVerify(EditAccount edited, Account account, UUID actor, Changes changes) {
        String emailBefore = account.email();
        return apply(edited, account, actor, changes)
                .chain(() -> account.email().equals(emailBefore)
                        ? Uni.createFrom().voidItem()
                        : links.addressChanged(account.id()));
    }

    private Uni<Void> apply(EditAccount edited, Account account, UUID actor, Changes changes) {
        boolean profileChanged = account.edit(phones.normalized(edited.profile(), account.phone()), clock.instant());
        boolean availabilityChanged = account.setAvailable(edited.available(), clock.instant());
        boolean activityChanged = edited.active() != account.isActive();
        if (!profileChanged && !availabilityChanged && !activityChanged) {
            return Uni.createFrom().voidItem();
        }
        if (!activityChanged) {
            changes.userChanged(account.snapshot());
            return audit.record(SecurityEvent.by(actor, SecurityAction.ACCOUNT_CHANGED, account.id()));
        }
        return edited.active() ? activate(account, actor, changes) : deactivate(account, actor, changes);
    }

    private Uni<Void> activate(Account account, UUID actor, Changes changes) {
        account.activate(clock.instant());
        changes.userChanged(account.snapshot());
        return audit.record(SecurityEvent.by(actor, SecurityAction.ACCOUNT_ACTIVATED, account.id()));
    }

    private Uni<Void> deactivate(Account account, UUID actor, Changes changes) {
        return accounts.requireOtherAdmin(account)
                .invoke(() -> {
                    account.deactivate(clock.instant());
                    changes.userChanged(account.snapshot());
                })
                .chain(() -> sessions.endAll(account, SessionEnd.DEACTIVATED, changes))
                .chain(() -> audit.record(SecurityEvent.by(actor, SecurityAction.ACCOUNT_DEACTIVATED, account.id())));
    }

    private Uni<Void> become(Role role, Account account, UUID actor, Changes changes) {
        SecurityEvent change = SecurityEvent.by(actor, SecurityAction.ROLE_CHANGED, account.id())
                .with(account.role() + " to " + role);
        account.become(role, clock.instant());
        changes.userChanged(account.snapshot());
        return sessions.endAll(account, SessionEnd.ROLE_CHANGED, changes).chain(() -> audit.record(change));
    }
}

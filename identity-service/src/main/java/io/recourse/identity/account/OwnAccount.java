package io.recourse.identity.account;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.event.SessionEnd;
import io.recourse.identity.mail.LinkPurpose;
import io.recourse.identity.mail.MailedLinks;
import io.recourse.identity.password.PasswordHasher;
import io.recourse.identity.password.PasswordPolicy;
import io.recourse.identity.throttle.Attempt;
import io.recourse.identity.throttle.LoginThrottle;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.problem.UnprocessableException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;

/** What people do with their own accounts. */
@ApplicationScoped
public class OwnAccount {

    private final Accounts accounts;
    private final SessionsOfAccount sessions;
    private final PhoneNumbers phones;
    private final PasswordHasher hasher;
    private final LoginThrottle throttle;
    private final MailedLinks links;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final MergePatch mergePatch;
    private final Clock clock;

    @Inject
    OwnAccount(
            Accounts accounts,
            SessionsOfAccount sessions,
            PhoneNumbers phones,
            PasswordHasher hasher,
            LoginThrottle throttle,
            MailedLinks links,
            IdentityEvents events,
            AuditLog audit,
            MergePatch mergePatch,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.phones = phones;
        this.hasher = hasher;
        this.throttle = throttle;
        this.links = links;
        this.events = events;
        this.audit = audit;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** Applies a merge patch to the profile. */
    public Uni<Account> edit(UUID id, ObjectNode patch, String ifMatch) {
        return events.inTransaction(changes -> accounts.lock(id)
                        .invoke(account -> Preconditions.requireMatch(ifMatch, account.version()))
                        .call(account -> mergePatch
                                .apply(patch, EditProfile.of(account), EditProfile.class)
                                .map(profile -> phones.normalized(profile, account.phone()))
                                .chain(profile -> apply(profile, account, changes)))
                        .call(accounts::flush))
                .onFailure()
                .transform(AlreadyTakenException::translate);
    }

    /** Says whether new complaints may be assigned to the caller. */
    Uni<Account> setAvailable(UUID id, boolean available, String ifMatch) {
        return events.inTransaction(changes -> accounts.lock(id)
                .invoke(account -> {
                    Preconditions.requireMatch(ifMatch, account.version());
                    if (account.setAvailable(available, clock.instant())) {
                        changes.userChanged(account.snapshot());
                    }
                })
                .call(accounts::flush));
    }

    /**
     * Changes the password; every other session of the caller ends.
     *
     * @param address where the request came from: wrong passwords count here as they do at sign-in
     * @return fails with {@link UnprocessableException} when the present password is another one
     */
    Uni<Void> changePassword(Caller caller, ChangePassword request, String address) {
        Attempt attempt = new Attempt(caller.id().toString(), address);
        return throttle.admit(attempt)
                .chain(() -> Panache.withSession(() -> accounts.findById(caller.id())))
                .onItem()
                .ifNull()
                .failWith(() -> new AccountNotFoundException(caller.id()))
                .invoke(account -> PasswordPolicy.check(
                        "new_password", request.newPassword(), account.username(), account.email()))
                .call(account -> prove(request.currentPassword(), account, attempt))
                .chain(account -> hasher.hash(request.newPassword())
                        .chain(hash -> replace(account.passwordHash(), hash, caller)));
    }

    private Uni<Void> apply(EditProfile profile, Account account, Changes changes) {
        String emailBefore = account.email();
        if (account.edit(profile, clock.instant())) {
            changes.userChanged(account.snapshot());
        }
        return account.email().equals(emailBefore) ? Uni.createFrom().voidItem() : links.addressChanged(account.id());
    }

    private Uni<Void> prove(String password, Account account, Attempt attempt) {
        return hasher.matches(password, account.passwordHash())
                .chain(right -> right
                        ? Uni.createFrom().voidItem()
                        : throttle.failed(attempt).onItem().failWith(OwnAccount::wrongPassword));
    }

    private Uni<Void> replace(String provenHash, String newHash, Caller caller) {
        return events.inTransaction(changes -> accounts.lock(caller.id())
                .invoke(account -> {
                    if (!account.passwordHash().equals(provenHash)) {
                        throw wrongPassword();
                    }
                    account.changePassword(newHash, clock.instant());
                })
                .call(account -> sessions.endOthers(
                        account, UUID.fromString(caller.sessionId()), SessionEnd.PASSWORD_CHANGED, changes))
                .call(account -> links.revoke(account.id(), LinkPurpose.PASSWORD_RESET))
                .call(account -> audit.record(SecurityEvent.own(SecurityAction.PASSWORD_CHANGED, account.id())))
                .replaceWithVoid());
    }

    private static UnprocessableException wrongPassword() {
        return new UnprocessableException("current_password", "is not the present password");
    }
}

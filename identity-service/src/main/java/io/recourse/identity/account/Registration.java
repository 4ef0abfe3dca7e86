package io.recourse.identity.account;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.identity.audit.AuditLog;
import io.recourse.identity.audit.SecurityAction;
import io.recourse.identity.audit.SecurityEvent;
import io.recourse.identity.event.Changes;
import io.recourse.identity.event.IdentityEvents;
import io.recourse.identity.mail.LinkPurpose;
import io.recourse.identity.mail.MailedLinks;
import io.recourse.identity.password.PasswordHasher;
import io.recourse.identity.password.PasswordPolicy;
import io.recourse.identity.throttle.RequestThrottle;
import io.recourse.identity.throttle.TooManyRequestsException;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;

/** Opens accounts. */
@ApplicationScoped
public class Registration {

    private final Accounts accounts;
    private final PhoneNumbers phones;
    private final PasswordHasher hasher;
    private final MailedLinks links;
    private final RequestThrottle throttle;
    private final IdentityEvents events;
    private final AuditLog audit;
    private final Clock clock;

    @Inject
    Registration(
            Accounts accounts,
            PhoneNumbers phones,
            PasswordHasher hasher,
            MailedLinks links,
            RequestThrottle throttle,
            IdentityEvents events,
            AuditLog audit,
            Clock clock) {
        this.accounts = accounts;
        this.phones = phones;
        this.hasher = hasher;
        this.links = links;
        this.throttle = throttle;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Registers somebody, and has their e-mail address verified.
     *
     * @param caller  who asks; an admin may give a role, everyone else becomes a customer
     * @param address where the request came from
     * @return the account; fails with {@link InvalidInputException} for a role that the caller may not give, a
     *     password that is refused or a phone that is no number, with {@link AlreadyTakenException} for a username or address that another one has,
     *     with {@link TooManyRequestsException} when too many have been registered from the address
     */
    public Uni<Account> register(RegisterAccount request, Optional<Caller> caller, String address) {
        boolean byAdmin = caller.filter(Caller::isAdmin).isPresent();
        if (request.role() != null && !byAdmin) {
            throw new InvalidInputException("role", "can be given by an admin only");
        }
        PasswordPolicy.check("password", request.password(), request.username(), request.email());
        RegisterAccount wanted =
                request.withPhone(phones.normalized(request.profile(), null).phone());
        UUID actor = caller.map(Caller::id).orElse(null);
        return (byAdmin ? Uni.createFrom().voidItem() : throttle.registration(address))
                .chain(() -> hasher.hash(request.password()))
                .chain(hash -> events.inTransaction(changes -> open(wanted, hash, actor, changes)
                        .call(account -> links.owe(account.id(), LinkPurpose.EMAIL_VERIFICATION))))
                .onFailure()
                .transform(AlreadyTakenException::translate);
    }

    /** Opens an account in the transaction under way. */
    Uni<Account> open(RegisterAccount request, String passwordHash, UUID actor, Changes changes) {
        Role role = request.role() == null ? Role.USER : request.role();
        return accounts.nextCustomerNumber()
                .map(number -> Account.open(
                        request.username(), request.profile(), passwordHash, role, number, clock.instant()))
                .chain(accounts::persistAndFlush)
                .invoke(account -> changes.userChanged(account.snapshot()))
                .call(account -> audit.record(registered(actor, account)));
    }

    private static SecurityEvent registered(UUID actor, Account account) {
        return SecurityEvent.by(actor == null ? account.id() : actor, SecurityAction.ACCOUNT_REGISTERED, account.id())
                .with(account.role().toString());
    }
}

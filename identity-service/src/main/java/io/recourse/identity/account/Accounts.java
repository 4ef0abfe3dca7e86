package io.recourse.identity.account;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;

/** The accounts in the database. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    /** Any number that no other lock of the database has. */
    private static final long ADMINS_LOCK = 0x41_44_4d_49_4eL;

    /**
     * Finds an account.
     *
     * @return fails with {@link AccountNotFoundException} when there is none
     */
    public Uni<Account> require(UUID id) {
        return findById(id).onItem().ifNull().failWith(() -> new AccountNotFoundException(id));
    }

    /**
     * Finds an account and keeps it from changing until the end of the transaction.
     *
     * @return fails with {@link AccountNotFoundException} when there is none
     */
    Uni<Account> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new AccountNotFoundException(id));
    }

    /** Finds the account that somebody means who signs in; null when there is none. */
    public Uni<Account> findByLogin(String usernameOrEmail) {
        // A username has no @, so that nobody can be called like another one's address.
        String column = usernameOrEmail.indexOf('@') < 0 ? "username" : "email";
        return find("lower(" + column + ") = lower(?1)", usernameOrEmail).firstResult();
    }

    /** Finds the account that has an e-mail address; null when there is none. */
    public Uni<Account> findByEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResult();
    }

    /**
     * Finds an account whose deactivation or deletion has to wait for the end of the transaction, so that no session
     * begins behind its back; null when there is none.
     *
     * @param toBeRehashed whether this transaction changes the account itself
     */
    public Uni<Account> lockForSignIn(UUID id, boolean toBeRehashed) {
        return findById(id, toBeRehashed ? LockModeType.PESSIMISTIC_WRITE : LockModeType.PESSIMISTIC_READ);
    }

    /**
     * Lets one transaction at a time take away admins: two that each leave the other's admin would leave none. Comes
     * before the lock of an account, in this order everywhere.
     */
    Uni<Void> lockAdmins() {
        return getSession()
                .chain(session -> session.createNativeQuery("select pg_advisory_xact_lock(?1)", Object.class)
                        .setParameter(1, ADMINS_LOCK)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /**
     * Makes sure that an admin remains without this account; {@link #lockAdmins()} must be held.
     *
     * @return fails with {@link LastAdminException} when it is the last active admin
     */
    Uni<Void> requireOtherAdmin(Account account) {
        if (!account.isActiveAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return count("role = ?1 and active = true and id <> ?2", Role.ADMIN, account.id())
                .invoke(others -> {
                    if (others == 0) {
                        throw new LastAdminException(account.id());
                    }
                })
                .replaceWithVoid();
    }

    /** Whether there is an admin at all. */
    Uni<Boolean> haveAdmin() {
        return count("role", Role.ADMIN).map(admins -> admins > 0);
    }

    Uni<Long> nextCustomerNumber() {
        return getSession().chain(session -> session.createNativeQuery("select nextval('customer_number')", Long.class)
                .getSingleResult());
    }
}

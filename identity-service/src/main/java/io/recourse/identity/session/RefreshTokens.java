package io.recourse.identity.session;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** The refresh tokens in the database. */
@ApplicationScoped
class RefreshTokens implements PanacheRepositoryBase<RefreshToken, String> {

    /** Which session of whom a token belongs to. */
    @RegisterForReflection
    record Owner(UUID accountId, UUID sessionId) {}

    /** Whose the token with this hash is; null when it is nobody's. */
    Uni<Owner> owner(String hash) {
        // The token itself is not loaded: it is to be read under its lock, after the lock of the account.
        return getSession().chain(session -> session.createQuery("""
                                select s.accountId, s.id from RefreshToken t join UserSession s on s.id = t.sessionId
                                where t.hash = ?1""", Owner.class)
                .setParameter(1, hash)
                .getSingleResultOrNull());
    }

    /** Finds a token and keeps others from using it until the end of the transaction; null when there is none. */
    Uni<RefreshToken> lock(String hash) {
        return findById(hash, LockModeType.PESSIMISTIC_WRITE);
    }
}

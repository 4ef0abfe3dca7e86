package io.recourse.identity.mail;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The links that are owed to people, or were mailed to them: of each purpose the newest alone works, and works once. All
 * in the transaction of the current Hibernate session.
 */
@ApplicationScoped
public class MailedLinks {

    private final Clock clock;

    @Inject
    MailedLinks(Clock clock) {
        this.clock = clock;
    }

    /** Has a new link mailed to the account's address; the last one for the same purpose works no longer. */
    public Uni<Void> owe(UUID accountId, LinkPurpose purpose) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into mailed_link (account_id, purpose, requested_at, next_attempt_at)
                                values (?1, ?2, ?3, ?3)
                                on conflict (account_id, purpose) do update
                                set requested_at = excluded.requested_at, next_attempt_at = excluded.next_attempt_at,
                                    attempts = 0, last_error = null, token_hash = null, expires_at = null""")
                        .setParameter(1, accountId)
                        .setParameter(2, purpose.toString())
                        .setParameter(3, now())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Has the new address of an account verified; what was mailed to the old one works no longer. */
    public Uni<Void> addressChanged(UUID accountId) {
        return revoke(accountId, LinkPurpose.PASSWORD_RESET)
                .chain(() -> owe(accountId, LinkPurpose.EMAIL_VERIFICATION));
    }

    /** Makes a link useless, whether it was mailed or not. */
    public Uni<Void> revoke(UUID accountId, LinkPurpose purpose) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from mailed_link where account_id = ?1 and purpose = ?2")
                        .setParameter(1, accountId)
                        .setParameter(2, purpose.toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whose link has the token with this hash; null when none that works has it. */
    public Uni<UUID> holder(String tokenHash, LinkPurpose purpose) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                select account_id from mailed_link
                                where token_hash = ?1 and purpose = ?2 and expires_at > ?3""", UUID.class)
                .setParameter(1, tokenHash)
                .setParameter(2, purpose.toString())
                .setParameter(3, now())
                .getSingleResultOrNull());
    }

    /**
     * Uses a link up.
     *
     * @return false when it does not work, or no longer
     */
    public Uni<Boolean> spend(String tokenHash, LinkPurpose purpose) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from mailed_link where token_hash = ?1 and purpose = ?2 and expires_at > ?3")
                        .setParameter(1, tokenHash)
                        .setParameter(2, purpose.toString())
                        .setParameter(3, now())
                        .executeUpdate())
                .map(deleted -> deleted == 1);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

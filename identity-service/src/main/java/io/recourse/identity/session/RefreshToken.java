package io.recourse.identity.session;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.recourse.identity.key.OpaqueToken;

/** A refresh token as it is stored: by the hash of its text, which the client alone has. */
@Entity
@Table(name = "refresh_token")
class RefreshToken {

    @Id
    @Column(name = "token_hash")
    private String hash;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "spent_at")
    private Instant spentAt;

    /** For Hibernate. */
    protected RefreshToken() {}

    /** Issues the token with this text to a session. */
    static RefreshToken issue(String text, UUID sessionId) {
        RefreshToken token = new RefreshToken();
        token.hash = OpaqueToken.hash(text);
        token.sessionId = sessionId;
        return token;
    }

    /**
     * Uses the token up.
     *
     * @return false when it has been used before: somebody has a copy of it
     */
    boolean spend(Instant now) {
        boolean first = spentAt == null;
        if (first) {
            spentAt = now;
        }
        return first;
    }

    /** Whether it was used up after an instant. */
    boolean isSpentAfter(Instant instant) {
        return spentAt != null && spentAt.isAfter(instant);
    }

    /** Whether it still works. */
    boolean isFresh() {
        return spentAt == null;
    }
}

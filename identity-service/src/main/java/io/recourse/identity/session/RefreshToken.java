package io.recourse.identity.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A refresh token as it is stored: by the hash of its text, which the client alone has. */
@Entity
@Table(name = "refresh_token")
class RefreshToken {

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

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
        token.hash = hash(text);
        token.sessionId = sessionId;
        return token;
    }

    /** The text of a new token. */
    static String newText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return BASE64URL.encodeToString(bytes);
    }

    /** By which the token with this text is found. */
    static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return BASE64URL.encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
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
}

package io.recourse.identity.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Somebody signed in somewhere: from the sign-in until they sign out, or stay away for too long. */
@Entity
@Table(name = "user_session")
class UserSession {

    @Id
    private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "user_agent")
    private String userAgent;

    private String address;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    /** For Hibernate. */
    protected UserSession() {}

    /** Begins a session. */
    static UserSession begin(UUID accountId, Client client, Instant now, Duration idleLifetime) {
        UserSession session = new UserSession();
        session.id = UUID.randomUUID();
        session.accountId = accountId;
        session.createdAt = now;
        session.seen(client, now, idleLifetime);
        return session;
    }

    /** Its owner is still there. */
    void seen(Client client, Instant now, Duration idleLifetime) {
        userAgent = client.userAgent();
        address = client.address();
        lastSeenAt = now;
        expiresAt = now.plus(idleLifetime);
    }

    /** Ends it before its time; nothing refreshes it any more. */
    void end(Instant now) {
        endedAt = now;
        expiresAt = now;
    }

    /** Whether its tokens are good. */
    boolean isAlive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    String userAgent() {
        return userAgent;
    }

    String address() {
        return address;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }
}

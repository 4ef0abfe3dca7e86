package io.recourse.identity.session;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where somebody is signed in.
 *
 * @param lastSeenAt when it was last refreshed
 * @param current    whether the request itself belongs to it
 */
record SessionView(
        UUID sid,
        @Schema(nullable = true) String userAgent,
        @Schema(nullable = true) String address,
        Instant createdAt,
        Instant lastSeenAt,
        boolean current) {

    static SessionView of(UserSession session, String currentSid) {
        return new SessionView(
                session.id(),
                session.userAgent(),
                session.address(),
                session.createdAt(),
                session.lastSeenAt(),
                session.id().toString().equals(currentSid));
    }
}

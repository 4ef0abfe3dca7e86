package io.recourse.identity.event;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.recourse.platform.outbox.OutgoingEvent;

/** What a transaction tells the other services, in the order in which it was decided. */
public final class Changes {

    /** Compacted; the key is the user's id. */
    public static final String TOPIC = "identity-events";

    private final List<OutgoingEvent> events = new ArrayList<>();
    private final List<String> endedSessions = new ArrayList<>();

    Changes() {}

    /** A user was registered or is different from now on. */
    public void userChanged(UserSnapshot user) {
        events.add(OutgoingEvent.of(TOPIC, user.id().toString(), "user.changed", user));
    }

    /** A user is gone; the topic forgets them. */
    public void userDeleted(UUID id) {
        events.add(OutgoingEvent.of(TOPIC, id.toString(), "user.deleted", new UserDeleted(id)));
        events.add(OutgoingEvent.tombstone(TOPIC, id.toString()));
    }

    /** A session of the user has ended: its access tokens are refused from the commit on. */
    public void sessionRevoked(UserSnapshot user, UUID sid, SessionEnd reason) {
        endedSessions.add(sid.toString());
        events.add(OutgoingEvent.of(
                TOPIC, user.id().toString(), "session.revoked", new SessionRevoked(user, sid.toString(), reason)));
    }

    List<OutgoingEvent> events() {
        return events;
    }

    List<String> endedSessions() {
        return endedSessions;
    }
}

package io.recourse.identity.agent;

import java.util.Set;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What an event of a complaint says about who works it.
 *
 * @param id         of the complaint
 * @param version    grows with every event of the complaint
 * @param status     after the event
 * @param assignedTo after the event; null when nobody
 */
@RegisterForReflection(registerFullHierarchy = true)
record ComplaintState(long id, long version, String status, Assignee assignedTo) {

    private static final Set<String> ENDED = Set.of("resolved", "closed", "cancelled");

    /** Whom a complaint is assigned to. */
    record Assignee(UUID id) {}

    /** Whether somebody still has to work it. */
    boolean isActive() {
        return !ENDED.contains(status);
    }

    /** Whom it is assigned to, null when nobody. */
    UUID assigneeId() {
        return assignedTo == null ? null : assignedTo.id();
    }
}

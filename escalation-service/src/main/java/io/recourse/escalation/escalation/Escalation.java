package io.recourse.escalation.escalation;

import java.time.Instant;

import io.recourse.escalation.event.Priority;

/**
 * A complaint became escalated, or rose by a level.
 *
 * @param eventId of the event that told of it
 * @param dueAt   when its time was up; null when a person escalated it
 */
public record Escalation(
        long complaintId, String eventId, int level, Priority priority, Instant dueAt, Instant escalatedAt) {}

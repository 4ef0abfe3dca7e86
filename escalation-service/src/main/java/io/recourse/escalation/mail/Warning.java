package io.recourse.escalation.mail;

import java.time.Instant;
import java.util.UUID;

import io.recourse.escalation.event.Priority;

/**
 * Tells an assignee that a complaint is going to be escalated.
 *
 * @param id       follows from the complaint and the start of its clock: the same warning is stored once
 * @param title    of the complaint, null when it is not known
 * @param warnedAt when it was decided
 */
public record Warning(
        UUID id, long complaintId, UUID assignee, int level, Priority priority, String title, Instant warnedAt) {}

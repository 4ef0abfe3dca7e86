package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.UUID;

/** A request that the complaint service has not answered yet by an event. */
public record Asked(UUID id, Instant dueAt) {}

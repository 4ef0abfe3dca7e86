package io.recourse.escalation.deadline;

import java.time.Instant;

/**
 * Something that happens to a complaint when its time is up.
 *
 * @param level with {@link TimerKind#ESCALATE}: the level that the complaint rises to; null otherwise
 */
public record Timer(TimerKind kind, Integer level, Instant dueAt) {}

package io.recourse.escalation.access;

/** Which complaints agents see: the setting {@code RECOURSE_AGENTS_SEE}. */
public enum AgentsSee {
    /** Those that are assigned to them. */
    ASSIGNED,
    /** These, and those that nobody has. */
    QUEUE,
    /** All. */
    ALL
}

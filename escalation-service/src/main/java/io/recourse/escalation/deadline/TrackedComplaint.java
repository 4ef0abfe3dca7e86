package io.recourse.escalation.deadline;

/**
 * A complaint's clock with its agenda: a row of the store.
 *
 * @param policyVersion the version of the policy that the agenda was planned with
 */
public record TrackedComplaint(ComplaintClock clock, Agenda agenda, long policyVersion) {}

package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.List;

import io.recourse.escalation.policy.PolicyInForce;

/**
 * A complaint's clock with its agenda: a row of the store.
 *
 * @param policyVersion the version of the policy that the agenda was planned with
 */
public record TrackedComplaint(ComplaintClock clock, Agenda agenda, long policyVersion) {

    /** The row once its agenda has been planned on, and what has to be asked because of that. */
    public record Planned(TrackedComplaint row, List<TransitionRequested> requests) {}

    /** Plans by the policy in force. */
    public Planned plan(PolicyInForce policy, Instant now) {
        Agenda.Plan plan = agenda.plan(policy.terms(), clock, now);
        return new Planned(new TrackedComplaint(clock, plan.agenda(), policy.version()), plan.requests());
    }
}

package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.recourse.escalation.event.Priority;
import io.recourse.escalation.mail.Warning;
import io.recourse.escalation.policy.PolicyInForce;
import io.recourse.platform.outbox.OutgoingEvent;

/**
 * Complaints whose agendas were planned on together, and what has to be asked because of that.
 *
 * @param rows      the complaints with their new agendas
 * @param requests  what is asked for the first time
 * @param reminders what was asked before and has not been answered
 * @param warnings  what assignees are told
 */
public record PlannedBatch(
        List<TrackedComplaint> rows,
        List<TransitionRequested> requests,
        List<TransitionRequested> reminders,
        List<Warning> warnings) {

    /** Plans by the policies in force. */
    public static PlannedBatch of(
            Collection<TrackedComplaint> complaints, Map<Priority, PolicyInForce> inForce, Instant now) {
        PlannedBatch batch = new PlannedBatch(
                new ArrayList<>(complaints.size()), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TrackedComplaint complaint : complaints) {
            ComplaintClock clock = complaint.clock();
            PolicyInForce policy = inForce.get(clock.priority());
            Agenda.Plan plan = complaint.agenda().plan(policy.terms(), policy.hours(), clock, now);
            batch.rows.add(new TrackedComplaint(clock, plan.agenda(), policy.version()));
            batch.requests.addAll(plan.requests());
            batch.reminders.addAll(plan.reminders());
            Optional.ofNullable(plan.warning()).ifPresent(batch.warnings::add);
        }
        return batch;
    }

    /** What has to be asked, in the order in which it became due. */
    public List<OutgoingEvent> events() {
        return Stream.concat(requests.stream(), reminders.stream())
                .sorted(Comparator.comparing(TransitionRequested::dueAt))
                .map(TransitionRequested::event)
                .toList();
    }

    /**
     * The same, asked because of something that just happened.
     *
     * @param traces by the complaint's number, as text, what each is part of
     */
    public List<OutgoingEvent> events(Map<String, String> traces) {
        return events().stream()
                .map(event -> event.inTrace(traces.get(event.key())))
                .toList();
    }

    /** When the first of the complaints has to be looked at next, null when none has. */
    public Instant wakeAt() {
        return rows.stream()
                .map(row -> row.agenda().wakeAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}

package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.recourse.escalation.event.ComplaintEvent;
import io.recourse.escalation.event.ComplaintEvent.Kind;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.event.Priority;

/**
 * What the deadlines of a complaint follow from, as its events have told so far.
 *
 * @param version         of the last event
 * @param activityVersion the version of the last event that restarted or ended the clock, as the complaint says
 * @param title           null when no event has told it since it is kept, and once the complaint is deleted
 * @param level           how often it has been escalated, 0 to 3
 * @param openedAt        creation, or the last reopening
 * @param startedAt       opening, or the last activity of staff: where the clock started
 * @param levelAtStart    the level it had then
 * @param pauses          times on hold since it was filed, oldest first
 * @param acknowledged    whether it has ever been something else than open
 * @param answeredAt      the last answer of staff that the customer has met with silence; null when there is none
 * @param firstResponseAt when staff first answered
 * @param endedAt         when it was resolved, closed, cancelled or deleted; null while it is not
 */
public record ComplaintClock(
        long complaintId,
        long version,
        long activityVersion,
        ComplaintStatus status,
        Priority priority,
        String title,
        int level,
        UUID createdBy,
        UUID assignedTo,
        Instant createdAt,
        Instant openedAt,
        Instant startedAt,
        int levelAtStart,
        List<Pause> pauses,
        boolean acknowledged,
        Instant answeredAt,
        Instant firstResponseAt,
        Instant endedAt,
        boolean deleted) {

    public ComplaintClock {
        pauses = List.copyOf(pauses);
    }

    /** The clock after the first event that is seen of a complaint: its creation, as a rule. */
    public static ComplaintClock startedBy(ComplaintEvent event) {
        ComplaintEvent.Body body = event.body();
        Instant createdAt = body.createdAt();
        ComplaintClock filed = new ComplaintClock(
                event.complaintId(),
                0,
                1,
                ComplaintStatus.OPEN,
                body.priority(),
                body.title(),
                0,
                body.createdBy().id(),
                null,
                createdAt,
                createdAt,
                createdAt,
                0,
                List.of(),
                false,
                null,
                null,
                null,
                false);
        return filed.after(event);
    }

    /** Whether the event tells something that the clock does not know yet. */
    public boolean isBefore(ComplaintEvent event) {
        return version < event.body().version();
    }

    /** The clock after a newer event. */
    public ComplaintClock after(ComplaintEvent event) {
        ComplaintEvent.Body body = event.body();
        // Clocks are set back now and then; what staff do never shortens the time that they have.
        Instant at = event.occurredAt().isBefore(startedAt) ? startedAt : event.occurredAt();
        boolean ended = body.status().isEnded() || event.kind() == Kind.DELETED;
        boolean reopened = status.isEnded() && !ended;
        // The end stops it where it is, whoever brought it about, and what follows the end is no activity of the
        // desk's.
        boolean restarted = reopened || (!ended && isRestartedBy(event));
        return new ComplaintClock(
                complaintId,
                body.version(),
                body.activityVersion(),
                body.status(),
                body.priority(),
                event.kind() == Kind.DELETED ? null : body.title(),
                body.escalationLevel(),
                body.createdBy().id(),
                event.assignedTo(),
                createdAt,
                reopened ? at : openedAt,
                restarted ? at : startedAt,
                restarted ? body.escalationLevel() : Math.min(levelAtStart, body.escalationLevel()),
                Pause.continued(pauses, body.status() == ComplaintStatus.ON_HOLD, at),
                acknowledged || body.status() != ComplaintStatus.OPEN,
                reopened ? null : answeredAtAfter(event),
                firstResponseAt == null && event.isAnswer() ? at : firstResponseAt,
                ended ? (endedAt == null ? at : endedAt) : null,
                event.kind() == Kind.DELETED);
    }

    /** Staff did something, now or in an event that was never seen. Filing a complaint for somebody is none of it. */
    private boolean isRestartedBy(ComplaintEvent event) {
        ComplaintEvent.Body body = event.body();
        boolean missedActivity = body.activityVersion() > activityVersion && body.activityVersion() < body.version();
        return missedActivity || (event.isByStaff() && isActivity(event));
    }

    private boolean isActivity(ComplaintEvent event) {
        return event.kind() == Kind.COMMENTED
                || event.kind() == Kind.INTERACTION_RECORDED
                || event.kind() == Kind.ASSIGNED
                || event.changes("assigned_to")
                || event.changes("priority")
                || (event.changes("status") && !isPausedOrResumedBy(event));
    }

    /** Going on hold and coming back from it stop the clock and let it run on: they do not set it back. */
    private boolean isPausedOrResumedBy(ComplaintEvent event) {
        return (status == ComplaintStatus.ON_HOLD) != (event.body().status() == ComplaintStatus.ON_HOLD);
    }

    private Instant answeredAtAfter(ComplaintEvent event) {
        if (event.isAnswer()) {
            return event.occurredAt();
        }
        return event.isByCustomer() ? null : answeredAt;
    }
}

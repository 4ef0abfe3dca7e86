package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.Locale;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.policy.Terms;

/** Whether staff first answered as soon as the policy promised. An ended complaint needs no answer any more. */
public enum FirstResponse {
    MET,
    BREACHED;

    /** When the answer is due at the latest; null: never. */
    static Instant dueAt(Terms terms, WorkingHours hours, ComplaintClock clock) {
        return terms.firstResponseWithin() == null
                ? null
                : new CountedTime(hours, clock.pauses()).whenCounted(clock.createdAt(), terms.firstResponseWithin());
    }

    /**
     * What is certain at an instant, null when nothing is yet.
     *
     * @param dueAt when the answer is due, null: never
     */
    static FirstResponse of(Instant dueAt, ComplaintClock clock, Instant now) {
        Instant answeredAt = clock.firstResponseAt() == null ? clock.endedAt() : clock.firstResponseAt();
        if (dueAt != null && (answeredAt == null ? !now.isBefore(dueAt) : answeredAt.isAfter(dueAt))) {
            return BREACHED;
        }
        return answeredAt == null ? null : MET;
    }

    /** Reads a verdict as it is stored; null is none. */
    static FirstResponse fromString(String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The verdict as it is stored. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

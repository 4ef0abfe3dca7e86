package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A time in which a clock did one thing.
 *
 * @param to null: it does not end
 */
record Interval(Instant from, Instant to, Reason reason) {

    /** What a clock does. */
    enum Reason {
        RUNNING,
        /** Staff wait for the customer. */
        ON_HOLD,
        /** Outside the working hours of the policy's calendar. */
        CLOSED_HOURS,
        /** A holiday of the policy's calendar. */
        HOLIDAY;

        /** The reason as it is written in JSON. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean counted() {
        return reason == Reason.RUNNING;
    }

    Interval endingBy(Instant end) {
        return to == null || end.isBefore(to) ? new Interval(from, end, reason) : this;
    }
}

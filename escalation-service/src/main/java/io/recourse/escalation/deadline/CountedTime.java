package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.recourse.escalation.calendar.WorkingHours;

/**
 * The time that counts: working time in which staff do not wait for the customer.
 *
 * @param hours  when work is done
 * @param pauses when staff wait for the customer, oldest first
 */
record CountedTime(WorkingHours hours, List<Pause> pauses) {

    /** What is not due by then is not due at all: it keeps calendars with a minute a week from being walked forever. */
    private static final Duration HORIZON = Duration.ofDays(30 * 366L);

    /** Adds up the time that counts from an instant on; gives when there is so much of it, null when that never is. */
    Instant whenCounted(Instant from, Duration wanted) {
        Instant at = from;
        Duration left = wanted;
        Instant horizon = from.plus(HORIZON);
        while (at.isBefore(horizon)) {
            Interval interval = startingAt(at);
            if (interval.counted() && (interval.to() == null || !interval.to().isBefore(at.plus(left)))) {
                return at.plus(left);
            }
            if (interval.to() == null) {
                return null;
            }
            if (interval.counted()) {
                left = left.minus(Duration.between(at, interval.to()));
            }
            at = interval.to();
        }
        return null;
    }

    /** What happened between two instants, without gaps; neighbours differ in their reason. */
    List<Interval> between(Instant from, Instant to) {
        List<Interval> intervals = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(to)) {
            Interval next = startingAt(at).endingBy(to);
            at = next.to();
            if (!intervals.isEmpty() && intervals.getLast().reason() == next.reason()) {
                next = new Interval(intervals.removeLast().from(), next.to(), next.reason());
            }
            intervals.add(next);
        }
        return intervals;
    }

    private Interval startingAt(Instant at) {
        Pause pause = pauses.stream()
                .filter(candidate -> candidate.isOpen() || candidate.to().isAfter(at))
                .findFirst()
                .orElse(null);
        if (pause != null && !pause.from().isAfter(at)) {
            return new Interval(at, pause.to(), Interval.Reason.ON_HOLD);
        }
        WorkingHours.Spell spell = hours.at(at);
        Interval.Reason reason =
                switch (spell.kind()) {
                    case WORKING -> Interval.Reason.RUNNING;
                    case CLOSED -> Interval.Reason.CLOSED_HOURS;
                    case HOLIDAY -> Interval.Reason.HOLIDAY;
                };
        Interval interval = new Interval(at, spell.to(), reason);
        return pause == null ? interval : interval.endingBy(pause.from());
    }
}

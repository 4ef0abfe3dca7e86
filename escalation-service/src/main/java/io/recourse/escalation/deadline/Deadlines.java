package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.recourse.escalation.calendar.WorkingHours;
import io.recourse.escalation.event.ComplaintStatus;
import io.recourse.escalation.policy.AutoResolve;
import io.recourse.escalation.policy.Terms;

/**
 * The time rules: what happens to a complaint and when, by the terms of its priority and what is known of it. They look
 * at no watch: an instant that they name may be past.
 *
 * @param timers what is going to happen unless something happens first, the next one first
 */
public record Deadlines(ClockState state, List<Timer> timers) {

    /** A complaint that is left alone is not escalated beyond this level. */
    public static final int HIGHEST_LEVEL = 3;

    private static final Comparator<Timer> NEXT_FIRST =
            Comparator.comparing(Timer::dueAt).thenComparing(Timer::kind);

    /**
     * The deadlines of a complaint.
     *
     * @param hours when the time for an escalation counts
     */
    public static Deadlines of(Terms terms, WorkingHours hours, ComplaintClock clock) {
        if (clock.endedAt() != null) {
            return new Deadlines(ClockState.STOPPED, List.of());
        }
        List<Timer> timers = new ArrayList<>(3);
        acknowledge(terms, clock, timers);
        escalate(terms, hours, clock, timers);
        autoResolve(terms, clock, timers);
        timers.sort(NEXT_FIRST);
        boolean onHold = clock.status() == ComplaintStatus.ON_HOLD;
        return new Deadlines(onHold ? ClockState.PAUSED : ClockState.RUNNING, List.copyOf(timers));
    }

    /** What happens next, null when nothing will by itself. */
    public Timer next() {
        return timers.isEmpty() ? null : timers.getFirst();
    }

    /** Counts from creation, and happens once: a complaint that staff set back to open stays open. */
    private static void acknowledge(Terms terms, ComplaintClock clock, List<Timer> timers) {
        if (!clock.acknowledged() && terms.acknowledgeAfter() != null) {
            Instant dueAt = clock.createdAt().plus(terms.acknowledgeAfter());
            timers.add(new Timer(TimerKind.ACKNOWLEDGE, null, dueAt));
        }
    }

    /**
     * One level for each whole period of counted time since the clock started. At the highest level an escalated
     * complaint rests; one that staff took back to work and forgot again is escalated again, at that level.
     */
    private static void escalate(Terms terms, WorkingHours hours, ComplaintClock clock, List<Timer> timers) {
        boolean atTheTop = clock.status() == ComplaintStatus.ESCALATED && clock.level() >= HIGHEST_LEVEL;
        if (terms.escalateAfter() == null || !clock.status().isActive() || atTheTop) {
            return;
        }
        int periods = clock.level() - clock.levelAtStart() + 1;
        Duration counted = terms.escalateAfter().multipliedBy(periods);
        int level = Math.min(clock.level() + 1, HIGHEST_LEVEL);
        Instant dueAt = new CountedTime(hours, clock.pauses()).whenCounted(clock.startedAt(), counted);
        if (dueAt != null) {
            timers.add(new Timer(TimerKind.ESCALATE, level, dueAt));
        }
    }

    /**
     * When an assignee is warned that a complaint is going to be escalated for the first time since its clock started:
     * after three quarters of the time; null when nobody has to be.
     */
    static Instant warningAt(Terms terms, WorkingHours hours, ComplaintClock clock) {
        boolean first = clock.level() == clock.levelAtStart() && clock.status() != ComplaintStatus.ESCALATED;
        if (terms.escalateAfter() == null
                || clock.assignedTo() == null
                || !clock.status().isActive()
                || !first) {
            return null;
        }
        Duration mostOfIt = terms.escalateAfter().multipliedBy(3).dividedBy(4);
        return new CountedTime(hours, clock.pauses()).whenCounted(clock.startedAt(), mostOfIt);
    }

    /** Both modes count on while the complaint is on hold: that is when a silent customer is waited for. */
    private static void autoResolve(Terms terms, ComplaintClock clock, List<Timer> timers) {
        AutoResolve autoResolve = terms.autoResolve();
        Instant from =
                switch (autoResolve.mode()) {
                    case NEVER -> null;
                    case AFTER_REPLY -> clock.answeredAt();
                    case ALWAYS ->
                        clock.level() == 0 && clock.status() != ComplaintStatus.ESCALATED ? clock.openedAt() : null;
                };
        if (from != null && autoResolve.after() != null) {
            timers.add(new Timer(TimerKind.AUTO_RESOLVE, null, from.plus(autoResolve.after())));
        }
    }
}

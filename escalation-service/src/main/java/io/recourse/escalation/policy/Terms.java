package io.recourse.escalation.policy;

import java.time.Duration;

import io.recourse.escalation.event.Priority;

/**
 * What is promised for complaints of one priority. A null duration switches its timer off.
 *
 * @param acknowledgeAfter    how long after creation an open complaint becomes in_progress
 * @param escalateAfter       how long staff may leave an active complaint alone
 * @param firstResponseWithin how soon staff answer for the first time
 * @param calendar            name of the working hours that the two above count in; null: around the clock
 * @param autoResolve         when complaints are resolved by themselves
 */
public record Terms(
        Duration acknowledgeAfter,
        Duration escalateAfter,
        Duration firstResponseWithin,
        String calendar,
        AutoResolve autoResolve) {

    /** What holds for a priority until an administrator decides otherwise. */
    public static Terms defaults(Priority priority) {
        Duration escalateAfter =
                switch (priority) {
                    case CRITICAL -> Duration.ofMinutes(15);
                    case HIGH -> Duration.ofHours(1);
                    case MEDIUM -> Duration.ofHours(4);
                    case LOW -> Duration.ofHours(24);
                };
        AutoResolve autoResolve = new AutoResolve(AutoResolve.Mode.NEVER, Duration.ofHours(72));
        return new Terms(Duration.ZERO, escalateAfter, null, null, autoResolve);
    }
}

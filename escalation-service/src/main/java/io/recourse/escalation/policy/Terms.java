package io.recourse.escalation.policy;

import java.time.Duration;

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
        AutoResolve autoResolve) {}

package io.recourse.escalation.policy;

import io.recourse.escalation.calendar.WorkingHours;

/**
 * The terms of a priority as clocks are computed with them.
 *
 * @param terms   what is promised
 * @param hours   when its time counts, by its calendar
 * @param version of the policy: a clock that was computed with a smaller one is computed anew
 */
public record PolicyInForce(Terms terms, WorkingHours hours, long version) {}

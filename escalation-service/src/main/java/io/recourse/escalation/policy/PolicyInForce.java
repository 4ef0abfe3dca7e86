package io.recourse.escalation.policy;

/**
 * The terms of a priority as clocks are computed with them.
 *
 * @param terms   what is promised
 * @param version of the policy: a clock that was computed with a smaller one is computed anew
 */
public record PolicyInForce(Terms terms, long version) {}

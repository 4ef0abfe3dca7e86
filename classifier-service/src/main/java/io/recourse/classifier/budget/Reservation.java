package io.recourse.classifier.budget;

import java.time.LocalDate;

/**
 * A request that the budget has room for.
 *
 * @param day    the day (UTC) that it is counted for
 * @param tokens how many tokens it was expected to take
 */
public record Reservation(LocalDate day, long tokens) {}

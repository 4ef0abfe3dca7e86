package io.recourse.escalation.calendar;

/**
 * A time of a day in which work is done.
 *
 * @param from minute of the day that it begins with, 0 to 1439
 * @param to   minute of the day that it ends before, greater than {@code from}, at most 1440
 */
public record Shift(int from, int to) {

    /** The minutes of a day. */
    public static final int DAY = 24 * 60;

    public Shift {
        if (from < 0 || from >= to || to > DAY) {
            throw new IllegalArgumentException("a shift ends after it begins, on the same day");
        }
    }
}

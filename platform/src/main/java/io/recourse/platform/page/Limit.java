package io.recourse.platform.page;

import io.recourse.platform.problem.InvalidInputException;

/** How many items a page has: {@code ?limit=}, 1 to 100, 20 by default. */
public final class Limit {

    /** Items of a page that was asked for without a limit. */
    public static final int DEFAULT = 20;

    /** The most items a page may have. */
    public static final int MAXIMUM = 100;

    private Limit() {}

    /**
     * Reads the parameter.
     *
     * @param text the parameter as sent, null when absent
     * @throws InvalidInputException (400) for anything but a whole number from 1 to 100
     */
    public static int parse(String text) {
        if (text == null) {
            return DEFAULT;
        }
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAXIMUM) {
                return limit;
            }
        }
        throw new InvalidInputException("limit", "must be a whole number from 1 to " + MAXIMUM);
    }
}

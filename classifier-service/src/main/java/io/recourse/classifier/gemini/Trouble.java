package io.recourse.classifier.gemini;

/** Why there is no answer of Gemini's that can be used. */
enum Trouble {
    /** The connection could not be made, or broke. */
    NO_CONNECTION,
    /** No whole answer within the time limit. */
    TOO_SLOW,
    /** HTTP 429. */
    RATE_LIMITED,
    /** HTTP 5xx. */
    SERVER_ERROR,
    /** HTTP 404: the model is misspelt or was retired. */
    UNKNOWN_MODEL,
    /** Any other HTTP error: above all, a key that is not valid. */
    REJECTED,
    /** The answer is larger than any real one. */
    TOO_LARGE,
    /** The answer is not JSON, not whole, empty, or names no such label. */
    UNREADABLE,
    /** Gemini will not speak about this text. */
    REFUSED_TEXT,
    /** The answer ended before the labels did. */
    CUT_SHORT,
    /** Too many calls are under way, or were for too long: this one was not made. */
    CROWDED,
    /** The circuit breaker is open: the call was not made. */
    PAUSED,
    /** The budget of the day is spent: the call was not made. */
    OVER_BUDGET,
    /** What is left of the budget could not be found out: the call was not made. */
    BUDGET_UNKNOWN;

    /** Whether the same request may succeed a moment later. */
    boolean mayPass() {
        return switch (this) {
            case NO_CONNECTION, RATE_LIMITED, SERVER_ERROR -> true;
            default -> false;
        };
    }

    /** Whether it speaks against calling Gemini for the next text; the opposite is a matter of this text or of us. */
    boolean concernsAllTexts() {
        return switch (this) {
            case NO_CONNECTION, TOO_SLOW, RATE_LIMITED, SERVER_ERROR, UNKNOWN_MODEL, REJECTED, TOO_LARGE, UNREADABLE ->
                true;
            case REFUSED_TEXT, CUT_SHORT, CROWDED, PAUSED, OVER_BUDGET, BUDGET_UNKNOWN -> false;
        };
    }

    /** Whether Gemini may have worked on the text, and bill it, although it did not say how many tokens it took. */
    boolean mayHaveCost() {
        return switch (this) {
            case TOO_SLOW, TOO_LARGE, UNREADABLE, REFUSED_TEXT, CUT_SHORT -> true;
            default -> false;
        };
    }
}

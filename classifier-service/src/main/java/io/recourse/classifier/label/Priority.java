package io.recourse.classifier.label;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** How soon a complaint wants to be looked at, by impact and urgency. */
public enum Priority {
    /** Questions, wishes, praise, cosmetic faults. */
    LOW,
    /** Something is wrong or degraded, and life goes on. */
    MEDIUM,
    /** One customer is blocked, loses money, or faces a deadline within about a day. */
    HIGH,
    /** Danger, an active security breach, or a total outage for many. */
    CRITICAL;

    /**
     * Reads a priority as it is written in JSON, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Priority fromString(String text) {
        return Words.value(values(), text);
    }

    /** The priority as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

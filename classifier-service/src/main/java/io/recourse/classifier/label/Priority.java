package io.recourse.classifier.label;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

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

    /** Reads a priority as it is written in JSON. */
    @JsonCreator
    public static Priority fromString(String text) {
        for (Priority priority : values()) {
            if (priority.toString().equals(text)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("must be one of low, medium, high, critical");
    }

    /** The priority as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

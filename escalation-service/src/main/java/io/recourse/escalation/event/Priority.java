package io.recourse.escalation.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How urgent a complaint is; each has a policy of its own. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
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

package io.recourse.escalation.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** How urgent a complaint is; each has a policy of its own. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Reads a priority as it is written in JSON. */
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

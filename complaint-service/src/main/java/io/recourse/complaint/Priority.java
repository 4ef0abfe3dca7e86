package io.recourse.complaint;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** How soon a complaint must be answered, from the least to the most urgent. */
public enum Priority {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high"),
    CRITICAL("critical");

    @EnumeratedValue
    private final String text;

    Priority(String text) {
        this.text = text;
    }

    /**
     * Reads a value as clients write it, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Priority fromString(String given) {
        return Words.value(values(), given);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

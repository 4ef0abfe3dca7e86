package io.recourse.complaint;

import java.util.Arrays;
import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

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
        String plain = given.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(value -> value.text.equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + Arrays.toString(values())));
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

package io.recourse.complaint;

import java.util.Arrays;
import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What must be put right to make the customer whole. */
public enum Category {
    BILLING("billing"),
    TECHNICAL("technical"),
    ACCOUNT("account"),
    GENERAL("general");

    @EnumeratedValue
    private final String text;

    Category(String text) {
        this.text = text;
    }

    /**
     * Reads a value as clients write it, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Category fromString(String given) {
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

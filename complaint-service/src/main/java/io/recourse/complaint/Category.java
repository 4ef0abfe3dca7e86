package io.recourse.complaint;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

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
        return Words.value(values(), given);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

package io.recourse.complaint;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** Whether a complaint also stands on the public board. */
public enum Visibility {
    PRIVATE("private"),
    PUBLIC("public");

    @EnumeratedValue
    private final String text;

    Visibility(String text) {
        this.text = text;
    }

    /**
     * Reads a value as clients write it, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Visibility fromString(String given) {
        return Words.value(values(), given);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

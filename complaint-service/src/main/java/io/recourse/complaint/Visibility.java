package io.recourse.complaint;

import java.util.Arrays;
import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

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

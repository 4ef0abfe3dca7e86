package io.recourse.complaint;

import java.util.Arrays;
import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who chose category and priority. */
public enum ClassifiedBy {
    USER("user"),
    GEMINI("gemini"),
    FALLBACK("fallback");

    @EnumeratedValue
    private final String text;

    ClassifiedBy(String text) {
        this.text = text;
    }

    /**
     * Reads a value as clients write it, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static ClassifiedBy fromString(String given) {
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

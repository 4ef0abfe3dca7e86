package io.recourse.complaint;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

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
        return Words.value(values(), given);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

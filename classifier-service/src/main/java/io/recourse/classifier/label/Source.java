package io.recourse.classifier.label;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** Who found the labels. */
public enum Source {
    /** Google's model, over HTTP. */
    GEMINI,
    /** The model in this service. */
    FALLBACK;

    /**
     * Reads a source as it is written in JSON and in the database, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Source fromString(String text) {
        return Words.value(values(), text);
    }

    /** The source as it is written in JSON and in the database. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

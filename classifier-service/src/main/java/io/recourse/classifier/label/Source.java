package io.recourse.classifier.label;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who found the labels. */
public enum Source {
    /** Google's model, over HTTP. */
    GEMINI,
    /** The model in this service. */
    FALLBACK;

    /** Reads a source as it is written in JSON and in the database. */
    @JsonCreator
    public static Source fromString(String text) {
        for (Source source : values()) {
            if (source.toString().equals(text)) {
                return source;
            }
        }
        throw new IllegalArgumentException("must be one of gemini, fallback");
    }

    /** The source as it is written in JSON and in the database. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

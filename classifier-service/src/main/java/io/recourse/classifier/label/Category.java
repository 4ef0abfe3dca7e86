package io.recourse.classifier.label;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** What must be put right to make a customer whole. */
public enum Category {
    /** Money: charges, invoices, refunds, prices. */
    BILLING,
    /** A thing that does not work, is damaged, slow or unsafe. */
    TECHNICAL,
    /** Identity and access: sign-in, profile, permissions, privacy. */
    ACCOUNT,
    /** Everything else: information, feedback, behaviour, delivery. */
    GENERAL;

    /**
     * Reads a category as it is written in JSON, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static Category fromString(String text) {
        return Words.value(values(), text);
    }

    /** The category as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.recourse.complaint.interaction;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** How staff and customer met. */
public enum InteractionType {
    CALL,
    EMAIL,
    CHAT,
    VISIT;

    /**
     * Reads a type as clients write it, in any case.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    static InteractionType fromString(String given) {
        return Words.value(values(), given);
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

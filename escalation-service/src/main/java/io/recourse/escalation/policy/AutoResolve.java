package io.recourse.escalation.policy;

import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/**
 * When a complaint is resolved without anybody doing it.
 *
 * @param mode  on what condition
 * @param after how long the condition must hold; null switches it off
 */
public record AutoResolve(Mode mode, Duration after) {

    /** On what condition a complaint is resolved. */
    public enum Mode {
        NEVER,
        /** Staff answered last, and the customer has been silent since. */
        AFTER_REPLY,
        /** So long after it was opened, unless it has been escalated. */
        ALWAYS;

        /** Reads a mode as it is written in JSON. */
        @JsonCreator
        public static Mode fromString(String text) {
            return Words.value(values(), text);
        }

        /** The mode as it is written in JSON. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

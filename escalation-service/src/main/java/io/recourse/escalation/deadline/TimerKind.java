package io.recourse.escalation.deadline;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happens when a time is up. */
public enum TimerKind {
    ACKNOWLEDGE,
    ESCALATE,
    AUTO_RESOLVE;

    /** The kind as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.recourse.escalation.event;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** Where a complaint stands. */
public enum ComplaintStatus {
    OPEN,
    IN_PROGRESS,
    /** Staff wait for the customer: the clock is paused. */
    ON_HOLD,
    ESCALATED,
    RESOLVED,
    CLOSED,
    CANCELLED;

    /** Whether nobody has to do anything any more. */
    public boolean isEnded() {
        return switch (this) {
            case RESOLVED, CLOSED, CANCELLED -> true;
            case OPEN, IN_PROGRESS, ON_HOLD, ESCALATED -> false;
        };
    }

    /** Whether it is the desk's turn. */
    public boolean isActive() {
        return !isEnded() && this != ON_HOLD;
    }

    /** Reads a status as it is written in JSON. */
    @JsonCreator
    public static ComplaintStatus fromString(String text) {
        return Words.value(values(), text);
    }

    /** The status as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.recourse.escalation.deadline;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a complaint's clock does. */
public enum ClockState {
    RUNNING,
    /** The complaint is on hold: staff wait for the customer. */
    PAUSED,
    /** The complaint has ended. */
    STOPPED;

    /** The state as it is written in JSON. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

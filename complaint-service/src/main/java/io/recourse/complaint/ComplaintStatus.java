package io.recourse.complaint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EnumeratedValue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.recourse.platform.json.Words;

/** Where a complaint stands, and where it may go from there. */
public enum ComplaintStatus {
    OPEN("open"),
    IN_PROGRESS("in_progress"),
    /** Staff wait for the customer; the escalation clock stands still. */
    ON_HOLD("on_hold"),
    ESCALATED("escalated"),
    RESOLVED("resolved"),
    CLOSED("closed"),
    CANCELLED("cancelled");

    /** As they are stored, which is how most of them come. */
    private static final Map<String, ComplaintStatus> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(ComplaintStatus::toString, status -> status));

    @EnumeratedValue
    private final String text;

    ComplaintStatus(String text) {
        this.text = text;
    }

    /** The statuses that may follow this one. */
    public Set<ComplaintStatus> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(IN_PROGRESS, ON_HOLD, ESCALATED, RESOLVED, CLOSED, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(OPEN, ON_HOLD, ESCALATED, RESOLVED, CLOSED, CANCELLED);
            case ON_HOLD -> EnumSet.of(IN_PROGRESS, RESOLVED, CLOSED, CANCELLED);
            case ESCALATED -> EnumSet.of(IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED);
            case RESOLVED -> EnumSet.of(CLOSED, IN_PROGRESS);
            case CLOSED -> EnumSet.of(IN_PROGRESS);
            case CANCELLED -> EnumSet.noneOf(ComplaintStatus.class);
        };
    }

    /** Whether somebody still has to do something about the complaint. */
    public boolean isActive() {
        return switch (this) {
            case OPEN, IN_PROGRESS, ON_HOLD, ESCALATED -> true;
            case RESOLVED, CLOSED, CANCELLED -> false;
        };
    }

    /** Whether the complaint has been put away, be it for good or until somebody reopens it. */
    public boolean isOver() {
        return this == CLOSED || this == CANCELLED;
    }

    /**
     * Reads a status as clients write it: case and separators do not matter, and the words of older desks are
     * understood ({@code pending} is open, {@code completed} is resolved).
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    @JsonCreator
    public static ComplaintStatus fromString(String given) {
        ComplaintStatus exact = BY_TEXT.get(given);
        if (exact != null) {
            return exact;
        }
        String plain = given.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
        return switch (plain) {
            case "pending" -> OPEN;
            case "completed" -> RESOLVED;
            default ->
                Arrays.stream(values())
                        .filter(status -> status.text.replace("_", "").equals(plain))
                        .findFirst()
                        .orElseThrow(() -> Words.unknown(values()));
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}

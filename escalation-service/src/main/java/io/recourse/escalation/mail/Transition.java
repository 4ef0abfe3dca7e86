package io.recourse.escalation.mail;

import java.util.Locale;
import java.util.Optional;

import io.recourse.escalation.event.ComplaintEvent;

/** The transitions that people are told of. */
public enum Transition {
    IN_PROGRESS("#1d4ed8"),
    RESOLVED("#15803d"),
    ESCALATED("#b91c1c"),
    /** None yet, but one that is near: the assignee can still prevent an escalation. */
    DUE_SOON("#b45309");

    private final String colour;

    Transition(String colour) {
        this.colour = colour;
    }

    /** The transition that an event tells of, if people are told of it. */
    public static Optional<Transition> of(ComplaintEvent event) {
        if (event.isEscalation()) {
            return Optional.of(ESCALATED);
        }
        if (!event.isTransition()) {
            return Optional.empty();
        }
        return switch (event.body().status()) {
            case IN_PROGRESS -> Optional.of(IN_PROGRESS);
            case RESOLVED -> Optional.of(RESOLVED);
            case OPEN, ON_HOLD, ESCALATED, CLOSED, CANCELLED -> Optional.empty();
        };
    }

    /** The colour that stands for it in a mail. */
    String colour() {
        return colour;
    }

    /** Reads a transition as it is stored. */
    static Transition fromString(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The transition as it is stored. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which staff waited for the customer.
 *
 * @param to null while it goes on
 */
public record Pause(Instant from, Instant to) {

    boolean isOpen() {
        return to == null;
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** The pauses after something happened at an instant that left the complaint on hold, or not. */
    static List<Pause> continued(List<Pause> pauses, boolean onHold, Instant at) {
        boolean open = !pauses.isEmpty() && pauses.getLast().isOpen();
        if (open == onHold) {
            return pauses;
        }
        List<Pause> continued = new ArrayList<>(pauses);
        if (onHold) {
            continued.add(new Pause(at, null));
        } else {
            Pause ending = continued.removeLast();
            // Clocks are set back now and then; no pause is shorter than none.
            continued.add(new Pause(ending.from(), at.isBefore(ending.from()) ? ending.from() : at));
        }
        return List.copyOf(continued);
    }
}

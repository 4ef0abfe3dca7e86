package io.recourse.escalation.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.recourse.escalation.event.Priority;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be different about the policy of a priority. No record, because a field that is absent and one that is null
 * say different things: what is absent stays, null switches the timer off. A field that stays null here was absent.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, setterVisibility = Visibility.NONE)
@Schema(description = "A field that is absent stays as it is; null switches its timer off")
public class ChangePolicy {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The automatic resolution. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY, setterVisibility = Visibility.NONE)
    @Schema(name = "ChangeAutoResolve")
    public static class ChangeAutoResolve {

        @Schema(implementation = AutoResolve.Mode.class)
        private Optional<AutoResolve.Mode> mode;

        @Schema(implementation = String.class, description = "PT1S to P365D", examples = "PT72H", nullable = true)
        private Optional<String> after;
    }

    @Schema(description = "May be repeated here; must be that of the path")
    private Priority priority;

    @Schema(implementation = String.class, description = "PT0S, or PT1S to P365D", examples = "PT0S", nullable = true)
    private Optional<String> acknowledgeAfter;

    @Schema(implementation = String.class, description = "PT1S to P365D", examples = "PT4H", nullable = true)
    private Optional<String> escalateAfter;

    @Schema(implementation = String.class, description = "PT1S to P365D", examples = "PT1H", nullable = true)
    private Optional<String> firstResponseWithin;

    @Schema(
            implementation = String.class,
            description = "Name of a calendar; null: time counts around the clock",
            nullable = true)
    private Optional<String> calendar;

    private ChangeAutoResolve autoResolve = new ChangeAutoResolve();

    /** The calendar that is named, null when none is. */
    String calendar() {
        return or(calendar, null);
    }

    /**
     * Makes the terms that are to be from those that are.
     *
     * @param path the priority in the path
     * @throws InvalidInputException  (400) for a text that is no duration
     * @throws UnprocessableException (422) for a duration out of range, or another priority than that of the path
     */
    UnaryOperator<Terms> change(Priority path) {
        if (priority != null && priority != path) {
            throw new UnprocessableException("priority", "is another one than that of the path");
        }
        if (autoResolve == null || (autoResolve.mode != null && autoResolve.mode.isEmpty())) {
            throw new InvalidInputException("auto_resolve", "must have a mode: never, after_reply or always");
        }
        Optional<Duration> acknowledge = duration("acknowledge_after", acknowledgeAfter, true);
        Optional<Duration> escalate = duration("escalate_after", escalateAfter, false);
        Optional<Duration> firstResponse = duration("first_response_within", firstResponseWithin, false);
        Optional<Duration> resolve = duration("auto_resolve.after", autoResolve.after, false);
        return present -> new Terms(
                or(acknowledge, present.acknowledgeAfter()),
                or(escalate, present.escalateAfter()),
                or(firstResponse, present.firstResponseWithin()),
                or(calendar, present.calendar()),
                new AutoResolve(
                        or(autoResolve.mode, present.autoResolve().mode()),
                        or(resolve, present.autoResolve().after())));
    }

    private static <T> T or(Optional<T> given, T present) {
        return given == null ? present : given.orElse(null);
    }

    /** Null when the field is absent. */
    private static Optional<Duration> duration(String field, Optional<String> given, boolean zeroAllowed) {
        return given == null ? null : given.map(text -> inRange(field, parse(field, text), zeroAllowed));
    }

    private static Duration inRange(String field, Duration duration, boolean zeroAllowed) {
        if (zeroAllowed && duration.isZero()) {
            return duration;
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            String zero = zeroAllowed ? "PT0S, or from " : "from ";
            throw new UnprocessableException(field, "must be " + zero + "PT1S to P365D, or null for no such timer");
        }
        return duration;
    }

    private static Duration parse(String field, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException failure) {
            if (failure.getCause() != null) {
                throw new UnprocessableException(field, "must not be longer than P365D");
            }
            throw new InvalidInputException(field, "must be an ISO-8601 duration in days or less, such as PT4H");
        }
    }
}

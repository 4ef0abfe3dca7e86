package io.recourse.escalation.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.recourse.escalation.event.Priority;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A new policy for a priority. No record, because a field that is absent and one that is null say different things: an
 * absent one takes its default, null switches the timer off. A field that stays null here was absent.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, setterVisibility = Visibility.NONE)
@Schema(description = "The whole policy: an absent field takes its default, null switches its timer off")
public class ReplacePolicy {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The automatic resolution: mode never and PT72H by default. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY, setterVisibility = Visibility.NONE)
    @Schema(name = "ReplaceAutoResolve")
    public static class ReplaceAutoResolve {

        @Schema(description = "never by default")
        private AutoResolve.Mode mode = AutoResolve.Mode.NEVER;

        @Schema(implementation = String.class, examples = "PT72H", nullable = true)
        private Optional<String> after;
    }

    @Schema(description = "May be repeated here; must be that of the path")
    private Priority priority;

    @Schema(
            implementation = String.class,
            description = "PT0S by default, or PT1S to P365D",
            examples = "PT0S",
            nullable = true)
    private Optional<String> acknowledgeAfter;

    @Schema(
            implementation = String.class,
            description = "PT1S to P365D; by default that of the priority: PT15M, PT1H, PT4H, PT24H",
            examples = "PT4H",
            nullable = true)
    private Optional<String> escalateAfter;

    @Schema(
            implementation = String.class,
            description = "PT1S to P365D; null by default",
            examples = "PT1H",
            nullable = true)
    private Optional<String> firstResponseWithin;

    @Schema(implementation = String.class, description = "Name of a calendar; null by default", nullable = true)
    private Optional<String> calendar;

    private ReplaceAutoResolve autoResolve = new ReplaceAutoResolve();

    /**
     * The terms that are asked for.
     *
     * @param path the priority in the path
     * @throws InvalidInputException  (400) for a text that is no duration
     * @throws UnprocessableException (422) for a duration out of range, or another priority than that of the path
     */
    Terms terms(Priority path) {
        if (priority != null && priority != path) {
            throw new UnprocessableException("priority", "is another one than that of the path");
        }
        if (autoResolve == null || autoResolve.mode == null) {
            throw new InvalidInputException("auto_resolve", "must have a mode: never, after_reply or always");
        }
        Terms defaults = Terms.defaults(path);
        return new Terms(
                duration("acknowledge_after", acknowledgeAfter, defaults.acknowledgeAfter(), true),
                duration("escalate_after", escalateAfter, defaults.escalateAfter(), false),
                duration("first_response_within", firstResponseWithin, null, false),
                calendar == null ? null : calendar.orElse(null),
                new AutoResolve(
                        autoResolve.mode,
                        duration(
                                "auto_resolve.after",
                                autoResolve.after,
                                defaults.autoResolve().after(),
                                false)));
    }

    private static Duration duration(String field, Optional<String> given, Duration absent, boolean zeroAllowed) {
        if (given == null) {
            return absent;
        }
        if (given.isEmpty()) {
            return null;
        }
        Duration duration = parse(field, given.get());
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

package io.recourse.escalation.deadline;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.recourse.escalation.policy.PolicyInForce;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A clock, and what it did from its start to an instant or its end.
 *
 * @param intervals without gaps; those that count add up to the time that was counted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SlaExplanation")
public record SlaExplanation(
        @JsonUnwrapped SlaView sla,

        @Schema(description = "Without gaps, from started_at to now or to the end of the complaint")
        List<Explained> intervals) {

    /** A time in which the clock did one thing. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SlaInterval")
    public record Explained(
            Instant from,
            Instant to,

            @Schema(description = "Whether it counts towards an escalation")
            boolean counted,

            @Schema(
                    description = "running; on_hold: staff wait for the customer; closed_hours and holiday: by the"
                            + " policy's calendar",
                    enumeration = {"running", "on_hold", "closed_hours", "holiday"})
            String reason,

            @Schema(
                    description =
                            "What happened to the complaint when it began; null: nothing, but the calendar's time",
                    enumeration = {"opened", "staff_activity", "put_on_hold", "resumed"},
                    nullable = true)
            String event) {}

    static SlaExplanation of(PolicyInForce policy, ComplaintClock clock, Instant now) {
        Instant end = clock.endedAt() == null ? now : clock.endedAt();
        List<Explained> intervals = new CountedTime(policy.hours(), clock.pauses())
                .between(clock.startedAt(), end).stream()
                        .map(interval -> explained(interval, clock))
                        .toList();
        return new SlaExplanation(SlaView.of(policy, clock), intervals);
    }

    private static Explained explained(Interval interval, ComplaintClock clock) {
        return new Explained(
                interval.from(),
                interval.to(),
                interval.counted(),
                interval.reason().toString(),
                eventAt(interval.from(), clock));
    }

    private static String eventAt(Instant instant, ComplaintClock clock) {
        if (instant.equals(clock.startedAt())) {
            return instant.equals(clock.openedAt()) ? "opened" : "staff_activity";
        }
        for (Pause pause : clock.pauses()) {
            if (instant.equals(pause.from())) {
                return "put_on_hold";
            }
            if (instant.equals(pause.to())) {
                return "resumed";
            }
        }
        return null;
    }
}

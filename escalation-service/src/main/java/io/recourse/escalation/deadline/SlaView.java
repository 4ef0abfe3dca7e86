package io.recourse.escalation.deadline;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recourse.escalation.policy.PolicyInForce;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a complaint stands with regard to its policy, as clients see it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Sla")
public record SlaView(
        long complaintId,
        ClockState state,

        @Schema(description = "How often it has been escalated, 0 to 3")
        int level,

        @Schema(description = "Opening, or the last activity of staff")
        Instant startedAt,

        @Schema(description = "When the next thing happens by itself; null: never", nullable = true)
        Instant dueAt,

        @Schema(description = "What that is", nullable = true)
        TimerKind next) {

    static SlaView of(PolicyInForce policy, ComplaintClock clock) {
        Deadlines deadlines = Deadlines.of(policy.terms(), policy.hours(), clock);
        Timer next = deadlines.next();
        return new SlaView(
                clock.complaintId(),
                deadlines.state(),
                clock.level(),
                clock.startedAt(),
                next == null ? null : next.dueAt(),
                next == null ? null : next.kind());
    }
}

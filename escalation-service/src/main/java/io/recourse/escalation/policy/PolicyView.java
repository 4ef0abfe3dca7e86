package io.recourse.escalation.policy;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recourse.escalation.event.Priority;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as clients see it; null durations are timers that are switched off. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SlaPolicy")
public record PolicyView(
        Priority priority,

        @Schema(implementation = String.class, examples = "PT0S", nullable = true)
        Duration acknowledgeAfter,

        @Schema(implementation = String.class, examples = "PT4H", nullable = true)
        Duration escalateAfter,

        @Schema(implementation = String.class, examples = "PT1H", nullable = true)
        Duration firstResponseWithin,

        @Schema(nullable = true) String calendar,
        AutoResolveView autoResolve) {

    /** When complaints are resolved by themselves. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AutoResolve")
    public record AutoResolveView(
            AutoResolve.Mode mode,

            @Schema(implementation = String.class, examples = "PT72H", nullable = true)
            Duration after) {}

    static PolicyView of(SlaPolicy policy) {
        Terms terms = policy.terms();
        return new PolicyView(
                policy.priority(),
                terms.acknowledgeAfter(),
                terms.escalateAfter(),
                terms.firstResponseWithin(),
                terms.calendar(),
                new AutoResolveView(
                        terms.autoResolve().mode(), terms.autoResolve().after()));
    }
}

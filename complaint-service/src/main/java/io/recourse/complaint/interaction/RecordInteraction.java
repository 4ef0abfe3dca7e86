package io.recourse.complaint.interaction;

import java.time.Instant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An interaction to be recorded.
 *
 * @param durationSeconds 0 when absent, at most a week
 * @param occurredAt      now when absent
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "RecordInteraction")
public record RecordInteraction(
        @NotNull InteractionType type,
        @PositiveOrZero @Max(604_800) Integer durationSeconds,
        @Size(max = 10_000) String notes,
        Instant occurredAt) {

    int duration() {
        return durationSeconds == null ? 0 : durationSeconds;
    }
}

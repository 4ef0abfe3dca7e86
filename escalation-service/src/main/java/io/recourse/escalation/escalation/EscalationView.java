package io.recourse.escalation.escalation;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recourse.escalation.event.Priority;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An escalation as clients see it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Escalation")
public record EscalationView(
        long id,
        long complaintId,

        @Schema(description = "The level that the complaint rose to, 1 to 3")
        int level,

        Priority priority,

        @Schema(description = "When its time was up; null when a person escalated it", nullable = true)
        Instant dueAt,

        Instant escalatedAt,

        @Schema(description = "The addresses that a mail was delivered to")
        List<String> notified,

        @Schema(description = "When the last mail was delivered; null while one waits", nullable = true)
        Instant deliveredAt) {}

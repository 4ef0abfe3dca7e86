package io.recourse.complaint.interaction;

import java.time.Instant;

import io.recourse.complaint.ComplaintView.PersonView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An interaction as staff see it. */
@Schema(name = "Interaction")
public record InteractionView(
        long id,
        long complaintId,
        InteractionType type,
        int durationSeconds,
        @Schema(nullable = true) String notes,
        Instant occurredAt,
        PersonView recordedBy,
        Instant createdAt) {}

package io.recourse.escalation.webhook;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery as administrators see it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WebhookDelivery")
public record DeliveryView(
        @Schema(description = "X-Recourse-Delivery, the same at every attempt")
        UUID id,

        @Schema(description = "The type of the event") String event,

        String eventId,

        @Schema(enumeration = {"waiting", "delivered", "given_up"})
        String state,

        int attempts,
        Instant createdAt,

        @Schema(description = "When it is tried next; null unless it waits", nullable = true)
        Instant nextAttemptAt,

        @Schema(description = "HTTP status of the last answer", nullable = true)
        Integer lastStatus,

        @Schema(description = "Why the last attempt failed", nullable = true)
        String lastError,

        @Schema(nullable = true) Instant deliveredAt) {}

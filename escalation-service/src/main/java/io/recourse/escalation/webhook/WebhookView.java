package io.recourse.escalation.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook as administrators see it: without its secret. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Webhook")
public record WebhookView(
        UUID id,
        String url,
        List<String> events,

        @Schema(description = "Whether events are queued and sent")
        boolean active,

        @Schema(description = "Failures in a row") int failures,

        @Schema(description = "After many failures nothing is sent until then", nullable = true)
        Instant pausedUntil,

        Instant createdAt,

        @JsonIgnore long version) {}

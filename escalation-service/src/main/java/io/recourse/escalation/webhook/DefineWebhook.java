package io.recourse.escalation.webhook;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook to be added.
 *
 * @param url    http or https, of a public host
 * @param events types of events
 * @param secret what deliveries are signed with
 */
@Schema(name = "DefineWebhook")
record DefineWebhook(
        @NotNull @Schema(examples = "https://example.com/hooks/recourse")
        String url,

        @NotNull @Size(min = 1, max = 20) @Schema(examples = "[\"complaint.status_changed\"]")
        List<@NotNull String> events,

        @NotNull @Size(min = 1, max = 200) @Schema(description = "Never shown again")
        String secret) {}

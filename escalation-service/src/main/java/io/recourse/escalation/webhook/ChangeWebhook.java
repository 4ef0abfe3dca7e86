package io.recourse.escalation.webhook;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be different about a webhook; what is absent stays. */
@RegisterForReflection
@Schema(name = "ChangeWebhook")
record ChangeWebhook(
        String url,
        @Size(min = 1, max = 20) List<@NotNull String> events,
        @Size(min = 1, max = 200) String secret,

        @Schema(description = "false: nothing is queued or sent; true ends a pause after failures, too")
        Boolean active) {}

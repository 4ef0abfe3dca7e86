package io.recourse.escalation.webhook;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.event.IncomingEvent;

/** An event as it goes to a webhook: CloudEvents 1.0, structured, with the data that came from Kafka. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        JsonNode data) {

    static CloudEvent of(IncomingEvent event) {
        return new CloudEvent(
                "1.0",
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.occurredAt(),
                "application/json",
                event.data());
    }
}

package io.recourse.platform.event;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A CloudEvent as it came from Kafka.
 *
 * @param id         unique with {@code source}; the same at every delivery
 * @param source     the service that made it
 * @param type       for instance {@code complaint.created}
 * @param subject    what it is about, as text; may be null
 * @param occurredAt when it was decided
 * @param data       the JSON body
 * @param traceparent the W3C trace that it belongs to; may be null
 */
public record IncomingEvent(
        String id, String source, String type, String subject, Instant occurredAt, JsonNode data, String traceparent) {}

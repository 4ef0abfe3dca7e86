package io.recourse.platform.outbox;

import java.util.UUID;

/**
 * An event to be published as a CloudEvent.
 *
 * @param topic   the Kafka topic
 * @param key     the message key: events of one key are published in the order in which they were appended
 * @param id      the CloudEvent's id; the same at every delivery
 * @param type    the CloudEvent's type, for instance {@code complaint.created}
 * @param subject what the event is about; may be null
 * @param data    the body, written as JSON; null makes a tombstone
 * @param traceparent the W3C trace that it belongs to; null: that of the work under way
 */
public record OutgoingEvent(
        String topic, String key, UUID id, String type, String subject, Object data, String traceparent) {

    /** An event of the work under way. */
    public OutgoingEvent(String topic, String key, UUID id, String type, String subject, Object data) {
        this(topic, key, id, type, subject, data, null);
    }

    /** An event about what its key names. */
    public static OutgoingEvent of(String topic, String key, String type, Object data) {
        return new OutgoingEvent(topic, key, UUID.randomUUID(), type, key, data);
    }

    /** The event as part of a trace; null leaves it to the work under way. */
    public OutgoingEvent inTrace(String traceparent) {
        return new OutgoingEvent(topic, key, id, type, subject, data, traceparent);
    }

    /** Lets a compacted topic forget a key. */
    public static OutgoingEvent tombstone(String topic, String key) {
        return new OutgoingEvent(topic, key, UUID.randomUUID(), null, key, null);
    }
}

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
 */
public record OutgoingEvent(String topic, String key, UUID id, String type, String subject, Object data) {

    /** An event about what its key names. */
    public static OutgoingEvent of(String topic, String key, String type, Object data) {
        return new OutgoingEvent(topic, key, UUID.randomUUID(), type, key, data);
    }

    /** Lets a compacted topic forget a key. */
    public static OutgoingEvent tombstone(String topic, String key) {
        return new OutgoingEvent(topic, key, UUID.randomUUID(), null, key, null);
    }
}

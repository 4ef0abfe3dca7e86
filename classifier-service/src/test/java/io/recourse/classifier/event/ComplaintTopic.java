package io.recourse.classifier.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recourse.embedded.EventSchemas;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The complaint service, as far as the classifier sees it: it publishes events of complaints. */
final class ComplaintTopic implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String SOMEBODY = "6f1d7a86-2f5c-4f6e-9a53-0d0b6f6f3f10";

    private final String bootstrapServers;
    private final KafkaProducer<String, String> producer;

    ComplaintTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
    }

    /** A complaint as all events carry it. */
    static ObjectNode complaint(long id, long version) {
        ObjectNode complaint = JSON.createObjectNode();
        complaint.put("id", id).put("version", version).put("activity_version", 1);
        complaint.put("title", "No water").put("status", "open").put("priority", "medium");
        complaint.put("category", "general").put("visibility", "private").putNull("assigned_to");
        complaint.putObject("created_by").put("id", SOMEBODY).put("username", "jane");
        complaint.put("created_at", "2026-11-20T10:00:00Z").put("escalation_level", 0);
        complaint.putObject("actor").put("id", SOMEBODY).put("role", "agent");
        complaint.putObject("changes");
        return complaint;
    }

    static ObjectNode created(long id, String description, String... awaiting) {
        ObjectNode created = complaint(id, 1);
        created.put("description", description).putNull("service_type").putNull("parent_id");
        List.of(awaiting).forEach(created.putArray("awaiting_classification")::add);
        return created;
    }

    static ObjectNode change(ObjectNode complaint, String field, String to) {
        JsonNode from = complaint.get(field);
        ((ObjectNode) complaint.get("changes")).putObject(field).put("to", to).set("from", from);
        return complaint.put(field, to);
    }

    /** Publishes an event that keeps to its schema. */
    void publish(String type, ObjectNode complaint) {
        EventSchemas.assertFits(type, complaint.toString());
        publish(type, complaint.get("id").asText(), complaint.toString());
    }

    void publish(String type, String key, String body) {
        publish("complaint-events", type, key, body);
    }

    /** Publishes as identity does. */
    void publishIdentity(String type, String key, String body) {
        publish("identity-events", type, key, body);
    }

    private void publish(String topic, String type, String key, String body) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/recourse/complaint-service",
                        "ce_type",
                        type,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        key)
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(new ProducerRecord<>(topic, null, key, body, headers));
        producer.flush();
    }

    /** All messages of a topic with a key. */
    List<ConsumerRecord<String, String>> read(String topic, String key) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new org.apache.kafka.common.TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> found = new java.util.ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (key.equals(message.key())) {
                        found.add(message);
                    }
                });
            }
            return found;
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

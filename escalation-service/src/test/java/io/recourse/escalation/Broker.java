package io.recourse.escalation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.embedded.EventSchemas;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' side of Kafka. */
final class Broker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVERS = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS, ProducerConfig.ACKS_CONFIG, "all"),
            new StringSerializer(),
            new StringSerializer());

    private Broker() {}

    /** A CloudEvent on its way. */
    record Message(String topic, String key, String id, String type, Instant time, Map<String, Object> data) {}

    /** Sends an event that is as its schema says. */
    static void send(Message message) {
        send(message, null);
    }

    /** Sends an event that is part of a trace. */
    static void send(Message message, String traceparent) {
        EventSchemas.assertFits(message.type(), json(message.data()));
        sendUnchecked(message, traceparent);
    }

    /** Sends an event that need not be as its schema says. */
    static void sendUnchecked(Message message) {
        sendUnchecked(message, null);
    }

    private static void sendUnchecked(Message message, String traceparent) {
        String body = json(message.data());
        ProducerRecord<String, String> cloudEvent = new ProducerRecord<>(message.topic(), message.key(), body);
        header(cloudEvent, "ce_specversion", "1.0");
        header(cloudEvent, "ce_id", message.id());
        header(cloudEvent, "ce_source", "/recourse/test");
        header(cloudEvent, "ce_type", message.type());
        header(cloudEvent, "ce_time", message.time().toString());
        if (traceparent != null) {
            header(cloudEvent, "traceparent", traceparent);
        }
        sendRaw(cloudEvent);
    }

    static void sendRaw(ProducerRecord<String, String> message) {
        try {
            PRODUCER.send(message).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Hands all messages of a topic, from its beginning on, to somebody, as long as the JVM lives. */
    static void follow(String topic, Consumer<ConsumerRecord<String, String>> reader) {
        Thread.ofPlatform().daemon().name("follows-" + topic).start(() -> {
            try (var consumer = new KafkaConsumer<>(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                var partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (true) {
                    consumer.poll(Duration.ofMillis(200)).forEach(reader);
                }
            }
        });
    }

    static String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static Message userChanged(UUID id, String username, String name, String email, String role, boolean active) {
        Map<String, Object> user = Map.of(
                "id", id.toString(),
                "username", username,
                "name", name,
                "email", email,
                "role", role,
                "active", active,
                "available", true);
        return new Message(
                "identity-events", id.toString(), UUID.randomUUID().toString(), "user.changed", Instant.now(), user);
    }

    static Message userDeleted(UUID id) {
        return new Message(
                "identity-events",
                id.toString(),
                UUID.randomUUID().toString(),
                "user.deleted",
                Instant.now(),
                Map.of("id", id.toString()));
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, Object> data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

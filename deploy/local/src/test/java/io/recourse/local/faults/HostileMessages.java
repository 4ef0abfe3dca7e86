package io.recourse.local.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts into topics what a consumer should never see. */
final class HostileMessages {
    private static final List<String> TYPES = List.of(
            "complaint.created",
            "complaint.status_changed",
            "complaint.deleted",
            "transition.requested",
            "classification.suggested",
            "user.changed",
            "user.deleted",
            "session.revoked",
            "complaint.eaten");

    private final String bootstrapServers;

    HostileMessages(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Sends all that stands in the topics once more, the last one first. */
    void repeatInReverse(String... topics) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String topic : topics) {
                for (ConsumerRecord<byte[], byte[]> message :
                        new Topic(bootstrapServers, topic).read().reversed()) {
                    producer.send(new ProducerRecord<>(
                            topic, message.partition(), message.key(), message.value(), message.headers()));
                }
            }
            producer.flush();
        }
    }

    /** Sends, to each partition, what is no event, or one of nonsense. */
    void poison(String... topics) throws ExecutionException, InterruptedException {
        byte[] noise = new byte[2000];
        new Random(7).nextBytes(noise);
        List<byte[]> bodies = List.of(
                noise,
                "".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                "[1,2]".getBytes(StandardCharsets.UTF_8),
                "{\"id\": \"one\", \"version\": -1, \"changes\": 7}".getBytes(StandardCharsets.UTF_8),
                "{\"id\": 99999999999999999999999999999999, \"version\": 1e400}".getBytes(StandardCharsets.UTF_8),
                "{\"title\": \"\\ud800\\u0000\"}".getBytes(StandardCharsets.UTF_8),
                ("{\"a\":".repeat(5000) + "1" + "}".repeat(5000)).getBytes(StandardCharsets.UTF_8));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String topic : topics) {
                int partitions = producer.partitionsFor(topic).size();
                for (int partition = 0; partition < partitions; partition++) {
                    for (byte[] body : bodies) {
                        producer.send(new ProducerRecord<>(topic, partition, null, body));
                        producer.send(new ProducerRecord<>(topic, partition, noise, body));
                        for (String type : TYPES) {
                            producer.send(new ProducerRecord<>(
                                    topic, partition, "poison".getBytes(StandardCharsets.UTF_8), body, headers(type)));
                        }
                    }
                }
            }
            producer.flush();
        }
    }

    private static RecordHeaders headers(String type) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "/recourse/nobody",
                        "ce_type", type,
                        "ce_subject", "poison",
                        "ce_time", "2026-01-01T00:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
    }
}

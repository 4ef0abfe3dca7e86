package io.recourse.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

import static org.awaitility.Awaitility.await;

/** Reads a topic from its beginning. */
public final class TopicReader implements AutoCloseable {

    /** A message. */
    public record Event(String key, String type, String data) {}

    private final KafkaConsumer<String, String> consumer;
    private final List<Event> events = new ArrayList<>();

    public TopicReader(String topic) {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until the messages of a key are as wanted; gives them in their order. */
    public List<Event> awaitKey(String key, Predicate<List<Event>> wanted) {
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(message -> events.add(event(message)));
            return wanted.test(of(key));
        });
        return of(key);
    }

    private List<Event> of(String key) {
        return events.stream().filter(event -> key.equals(event.key())).toList();
    }

    private static Event event(ConsumerRecord<String, String> message) {
        var type = message.headers().lastHeader("ce_type");
        return new Event(
                message.key(), type == null ? null : new String(type.value(), StandardCharsets.UTF_8), message.value());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

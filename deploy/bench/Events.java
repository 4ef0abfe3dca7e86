import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic from its beginning to what is its end now, and prints how many records there are and how many different events
 * they tell of.
 *
 * <p>{@code java -cp 'complaint-service/target/quarkus-app/lib/main/*' deploy/bench/Events.java BOOTSTRAP TOPIC}
 */
public final class Events {
    private Events() {}

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", arguments[0], "enable.auto.commit", false, "fetch.max.bytes", 20_000_000);
        long records = 0;
        Set<UUID> events = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(arguments[1]).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (!ends.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    records++;
                    events.add(id(record));
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        System.out.println(records + " " + events.size());
    }

    private static UUID id(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("ce_id");
        return header == null
                // A tombstone: no event, but one for each deleted complaint.
                ? new UUID(0, ByteBuffer.wrap(record.key()).hashCode())
                : UUID.fromString(new String(header.value(), java.nio.charset.StandardCharsets.US_ASCII));
    }
}

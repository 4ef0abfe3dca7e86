import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long events take from the change to a consumer of complaint-events: from the time that an event carries, which is taken
 * in the transaction, before its commit, to the moment at which a consumer that waits has it. One clock for both: on one machine.
 *
 * <p>{@code java -cp 'complaint-service/target/quarkus-app/lib/main/*' deploy/bench/EventDelay.java BOOTSTRAP TYPE WARM SECONDS};
 * something else makes the changes. Prints, as JSON, events a second and milliseconds.
 */
public final class EventDelay {
    private EventDelay() {}

    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "enable.auto.commit", false);
        String type = arguments[1];
        long warm = Long.parseLong(arguments[2]);
        long seconds = Long.parseLong(arguments[3]);
        Histogram delays = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("complaint-events").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(warm + seconds);
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (System.nanoTime() - start >= TimeUnit.SECONDS.toNanos(warm) && type.equals(text(record, "ce_type"))) {
                        Duration delay = Duration.between(Instant.parse(text(record, "ce_time")), Instant.now());
                        delays.recordValue(Math.clamp(delay.toNanos(), 0, delays.getHighestTrackableValue()));
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"per_second\":%.1f,\"p50_ms\":%.3f,\"p90_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"max_ms\":%.3f}%n",
                delays.getTotalCount() / (double) seconds,
                delays.getValueAtPercentile(50) / 1e6,
                delays.getValueAtPercentile(90) / 1e6,
                delays.getValueAtPercentile(99) / 1e6,
                delays.getValueAtPercentile(99.9) / 1e6,
                delays.getMaxValue() / 1e6);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}

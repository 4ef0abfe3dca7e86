import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many messages of a topic each group of consumers has not yet done with; prints a JSON object every two seconds.
 *
 * <p>{@code java -cp 'complaint-service/target/quarkus-app/lib/main/*' deploy/bench/Lag.java BOOTSTRAP SECONDS}
 */
public final class Lag {
    private Lag() {}

    public static void main(String[] arguments) throws Exception {
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
            do {
                long next = System.nanoTime() + 2_000_000_000L;
                System.out.println(groups(admin).entrySet().stream()
                        .map(group -> String.format(Locale.ROOT, "\"%s\": %d", group.getKey(), group.getValue()))
                        .collect(Collectors.joining(", ", "{", "}")));
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            } while (System.nanoTime() < end);
        }
    }

    private static Map<String, Long> groups(Admin admin) throws Exception {
        // A reader that commits nothing, as those of live updates, has no lag that could be asked for.
        Map<String, ListConsumerGroupOffsetsSpec> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                admin.listConsumerGroupOffsets(groups).all().get();
        List<TopicPartition> partitions = new ArrayList<>(committed.values().stream()
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet()));
        var ends = admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all()
                .get();
        Map<String, Long> lags = new TreeMap<>();
        committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            if (offset != null) {
                lags.merge(group + " " + partition.topic(), ends.get(partition).offset() - offset.offset(), Long::sum);
            }
        }));
        return lags;
    }
}

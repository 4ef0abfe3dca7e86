package io.recourse.complaint.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Lets an instance that starts remember the last minutes, for clients that come to it from one that has ended. */
@ApplicationScoped
@Identifier("recent-changes")
class RecentChanges implements KafkaConsumerRebalanceListener {

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Clock clock;

    @Inject
    RecentChanges(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        long from = clock.instant().minus(MEMORY).toEpochMilli();
        var wanted = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from));
        consumer.offsetsForTimes(wanted).forEach((partition, offset) -> {
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        });
    }
}

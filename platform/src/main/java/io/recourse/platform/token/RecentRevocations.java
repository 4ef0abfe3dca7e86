package io.recourse.platform.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Lets an instance that starts begin with the revocations that still matter instead of reading a topic of all users. */
@ApplicationScoped
@Identifier("recent-revocations")
class RecentRevocations implements KafkaConsumerRebalanceListener {

    private final RevokedSessions sessions;
    private final Clock clock;

    @Inject
    RecentRevocations(RevokedSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Instant from = clock.instant().minus(sessions.memory());
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), p -> from.toEpochMilli()));
        consumer.offsetsForTimes(wanted).forEach((partition, offset) -> seek(consumer, partition, offset));
    }

    private static void seek(Consumer<?, ?> consumer, TopicPartition partition, OffsetAndTimestamp offset) {
        if (offset == null) {
            consumer.seekToEnd(java.util.List.of(partition));
        } else {
            consumer.seek(partition, offset.offset());
        }
    }
}

package io.recourse.escalation.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.event.ComplaintEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.problem.DependencyFailures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads complaint's events in the batches in which Kafka gives them. A batch has its effect in one transaction, however
 * long the database is away. Should one of its messages be the reason that it cannot, they are handled one by one, and
 * that message alone goes to the dead-letter topic.
 */
@ApplicationScoped
class ComplaintEvents {

    private static final Logger LOG = Logger.getLogger(ComplaintEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final IncomingEvents incoming;
    private final ComplaintIntake intake;

    /** A message with the event that it carries. */
    private record Delivery(KafkaRecord<String, String> message, ComplaintEvent event) {}

    @Inject
    ComplaintEvents(IncomingEvents incoming, ComplaintIntake intake) {
        this.incoming = incoming;
        this.intake = intake;
    }

    @Incoming("complaint-events")
    Uni<Void> receive(KafkaRecordBatch<String, String> batch) {
        Map<KafkaRecord<String, String>, Throwable> poisonous = new HashMap<>();
        List<Delivery> deliveries = read(batch, poisonous);
        return handle(deliveries, poisonous).chain(() -> acknowledge(batch, poisonous));
    }

    private List<Delivery> read(
            KafkaRecordBatch<String, String> batch, Map<KafkaRecord<String, String>, Throwable> poisonous) {
        List<Delivery> deliveries = new ArrayList<>();
        for (KafkaRecord<String, String> message : batch) {
            if (message.getPayload() != null) {
                try {
                    event(message).ifPresent(event -> deliveries.add(new Delivery(message, event)));
                } catch (RuntimeException malformed) {
                    poisonous.put(message, malformed);
                }
            }
        }
        return deliveries;
    }

    private Optional<ComplaintEvent> event(KafkaRecord<String, String> message) {
        return ComplaintEvent.read(incoming.parse(raw(message)), incoming);
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> raw(KafkaRecord<String, String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }

    private Uni<Void> handle(List<Delivery> deliveries, Map<KafkaRecord<String, String>, Throwable> poisonous) {
        List<ComplaintEvent> events = deliveries.stream().map(Delivery::event).toList();
        return applied(events).onFailure().recoverWithUni(failure -> {
            LOG.warnf("A batch of %d events fails and is handled one by one: %s", events.size(), failure);
            return oneByOne(deliveries, poisonous);
        });
    }

    private Uni<Void> oneByOne(List<Delivery> deliveries, Map<KafkaRecord<String, String>, Throwable> poisonous) {
        return Multi.createFrom()
                .iterable(deliveries)
                .onItem()
                .transformToUniAndConcatenate(delivery -> applied(List.of(delivery.event()))
                        .onFailure()
                        .invoke(failure -> poisonous.put(delivery.message(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Tries for as long as the database is away; fails for a reason that trying again would only repeat. */
    private Uni<Void> applied(List<ComplaintEvent> events) {
        return Uni.createFrom()
                .deferred(() -> intake.apply(events))
                .onFailure(DependencyFailures::isTransient)
                .invoke(failure -> LOG.warnf("%d events wait for a dependency: %s", events.size(), failure))
                .onFailure(DependencyFailures::isTransient)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** Puts the poisonous messages aside, then has the position behind the batch committed. */
    private static Uni<Void> acknowledge(
            KafkaRecordBatch<String, String> batch, Map<KafkaRecord<String, String>, Throwable> poisonous) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<KafkaRecord<String, String>, Throwable> poison : poisonous.entrySet()) {
            KafkaRecord<String, String> message = poison.getKey();
            LOG.errorf(
                    poison.getValue(),
                    "Message %s/%d/%d cannot be handled and is put aside",
                    message.getTopic(),
                    message.getPartition(),
                    raw(message).offset());
            done = done.chain(() -> Uni.createFrom().completionStage(() -> message.nack(poison.getValue())));
        }
        // Only the last message of each partition is tracked by the channel; a poisonous one is acknowledged already.
        for (KafkaRecord<String, String> last : batch.getLatestOffsetRecords().values()) {
            if (!poisonous.containsKey(last)) {
                done = done.chain(() -> Uni.createFrom().completionStage(last::ack));
            }
        }
        return done;
    }
}

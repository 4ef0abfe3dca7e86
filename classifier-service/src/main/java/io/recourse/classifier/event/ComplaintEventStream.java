package io.recourse.classifier.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.event.IncomingEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Works the topic of complaints. A message method would wait for Gemini with each event before it takes the next; here
 * some run at the same time, and only those of one complaint keep their order.
 */
@ApplicationScoped
class ComplaintEventStream {

    private static final Logger LOG = Logger.getLogger(ComplaintEventStream.class);

    private final Multi<Message<String>> messages;
    private final IncomingEvents incoming;
    private final ComplaintEvents events;
    private final EventConfig config;
    private final Lanes lanes = new Lanes();

    @Inject
    ComplaintEventStream(
            @Channel("complaint-events") Multi<Message<String>> messages,
            IncomingEvents incoming,
            ComplaintEvents events,
            EventConfig config) {
        this.messages = messages;
        this.incoming = incoming;
        this.events = events;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        messages.onItem()
                .transformToUni(this::work)
                .merge(config.atOnce())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("The topic of complaints is no longer worked", failure));
    }

    /** Handles a message and tells the broker; a message that cannot be handled goes to the dead letters. */
    private Uni<Void> work(Message<String> message) {
        ConsumerRecord<String, String> consumed = consumed(message);
        return lanes.queue(String.valueOf(consumed.key()), () -> handle(consumed))
                .onItemOrFailure()
                .transformToUni((handled, failure) ->
                        Uni.createFrom().completionStage(failure == null ? message.ack() : message.nack(failure)))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> handle(ConsumerRecord<String, String> consumed) {
        return ComplaintEvents.isOfNoInterest(IncomingEvents.type(consumed))
                ? Uni.createFrom().voidItem()
                : incoming.handle(consumed, events::apply);
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> consumed(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }
}

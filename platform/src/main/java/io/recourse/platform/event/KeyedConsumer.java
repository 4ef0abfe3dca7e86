package io.recourse.platform.event;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Works a channel with several messages at the same time, of which only those of one key keep their order. A method that
 * takes messages one after the other would spend its time waiting for the database.
 */
@ApplicationScoped
public class KeyedConsumer {

    private static final Logger LOG = Logger.getLogger(KeyedConsumer.class);

    private final IncomingEvents events;
    private final Vertx vertx;

    @Inject
    KeyedConsumer(IncomingEvents events, Vertx vertx) {
        this.events = events;
        this.vertx = vertx;
    }

    /**
     * Begins to work a channel, until the service ends.
     *
     * @param messages of the channel
     * @param atOnce   how many messages are worked at the same time, 1 or more
     * @param handler  has its effect in one transaction and tolerates a second delivery; it runs in a Vert.x context of
     *                 its own, so it may open a Hibernate session. While a dependency is away it is called again; a
     *                 message on which it fails otherwise goes to the channel's dead letters
     */
    public void work(Multi<Message<String>> messages, int atOnce, Function<IncomingEvent, Uni<Void>> handler) {
        Lanes lanes = new Lanes();
        messages.onItem()
                .transformToUni(message -> work(message, lanes, handler))
                .merge(atOnce)
                .subscribe()
                .with(done -> {}, failure -> LOG.error("A channel is no longer worked", failure));
    }

    private Uni<Void> work(Message<String> message, Lanes lanes, Function<IncomingEvent, Uni<Void>> handler) {
        ConsumerRecord<String, String> consumed = consumed(message);
        return lanes.queue(
                        String.valueOf(consumed.key()), () -> inContextOfItsOwn(() -> events.handle(consumed, handler)))
                .onItemOrFailure()
                .transformToUni((handled, failure) ->
                        Uni.createFrom().completionStage(failure == null ? message.ack() : message.nack(failure)))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> inContextOfItsOwn(Supplier<Uni<Void>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(go -> work.get().subscribe().with(emitter::complete, emitter::fail));
        });
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> consumed(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
    }
}

package io.recourse.classifier.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.event.KeyedConsumer;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Works the topic of complaints; several at the same time, because each may wait for Gemini. */
@ApplicationScoped
class ComplaintEventStream {

    private final Multi<Message<String>> messages;
    private final KeyedConsumer consumer;
    private final ComplaintEvents events;
    private final EventConfig config;

    @Inject
    ComplaintEventStream(
            @Channel("complaint-events") Multi<Message<String>> messages,
            KeyedConsumer consumer,
            ComplaintEvents events,
            EventConfig config) {
        this.messages = messages;
        this.consumer = consumer;
        this.events = events;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        consumer.work(messages, config.atOnce(), events::apply);
    }
}

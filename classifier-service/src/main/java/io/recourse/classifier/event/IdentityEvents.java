package io.recourse.classifier.event;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.classifier.duplicate.Duplicates;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.event.MalformedEventException;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Forgets customers who were deleted. */
@ApplicationScoped
class IdentityEvents {

    private final IncomingEvents events;
    private final Duplicates duplicates;

    @Inject
    IdentityEvents(IncomingEvents events, Duplicates duplicates) {
        this.events = events;
        this.duplicates = duplicates;
    }

    /** The body of {@code user.deleted}. */
    @RegisterForReflection
    record UserDeleted(UUID id) {}

    @Incoming("identity-events")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        // Most events tell who somebody is, which is nothing to this service: they are not even read.
        return "user.deleted".equals(IncomingEvents.type(message))
                ? events.handle(message, this::forget)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> forget(IncomingEvent event) {
        UUID id = events.read(event, UserDeleted.class).id();
        if (id == null) {
            throw new MalformedEventException("the event does not say who was deleted");
        }
        return duplicates.forgetAllOf(id);
    }
}

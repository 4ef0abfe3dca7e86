package io.recourse.escalation.intake;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.escalation.directory.People;
import io.recourse.escalation.directory.Person;
import io.recourse.escalation.mail.MailDispatcher;
import io.recourse.escalation.mail.MailStore;
import io.recourse.escalation.webhook.Deliveries;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the directory of people. Each event carries its user whole, so whichever is the last of a user in the compacted
 * topic will do.
 */
@ApplicationScoped
class IdentityEvents {

    private final IncomingEvents incoming;
    private final People people;
    private final MailStore mails;
    private final MailDispatcher dispatcher;
    private final Deliveries deliveries;
    private final Pool database;
    private final Clock clock;

    /** The body of {@code user.deleted}. */
    @RegisterForReflection
    private record Deleted(UUID id) {}

    @Inject
    IdentityEvents(
            IncomingEvents incoming,
            People people,
            MailStore mails,
            MailDispatcher dispatcher,
            Deliveries deliveries,
            Pool database,
            Clock clock) {
        this.incoming = incoming;
        this.people = people;
        this.mails = mails;
        this.dispatcher = dispatcher;
        this.deliveries = deliveries;
        this.database = database;
        this.clock = clock;
    }

    @Incoming("identity-events")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        return incoming.handle(message, event -> switch (event.type()) {
            case "user.changed", "session.revoked" -> remember(event);
            case "user.deleted" -> erase(event);
            default -> Uni.createFrom().voidItem();
        });
    }

    /** Mails may have waited for the address. */
    private Uni<Void> remember(IncomingEvent event) {
        Person person = incoming.read(event, Person.class);
        return database.withTransaction(transaction -> people.remember(transaction, person, event.occurredAt())
                        .chain(() -> mails.unpark(transaction, person.id(), clock.instant())))
                .invoke(dispatcher::wake);
    }

    private Uni<Void> erase(IncomingEvent event) {
        UUID id = incoming.read(event, Deleted.class).id();
        return database.withTransaction(transaction -> people.erase(transaction, id, event.occurredAt())
                .chain(() -> mails.forgetRecipient(transaction, id))
                .chain(() -> deliveries.erasePerson(transaction, id)));
    }
}

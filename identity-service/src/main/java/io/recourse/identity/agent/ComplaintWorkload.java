package io.recourse.identity.agent;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows who works which complaint. */
@ApplicationScoped
class ComplaintWorkload {

    private static final String DELETED = "complaint.deleted";

    /** The events that can change who works a complaint, or whether it has to be worked. */
    private static final Set<String> RELEVANT =
            Set.of("complaint.created", "complaint.assigned", "complaint.status_changed", DELETED);

    private final IncomingEvents events;
    private final Pool database;

    @Inject
    ComplaintWorkload(IncomingEvents events, Pool database) {
        this.events = events;
        this.database = database;
    }

    @Incoming("complaint-events")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        String type = IncomingEvents.type(message);
        return type == null || RELEVANT.contains(type)
                ? events.handle(message, this::follow)
                : Uni.createFrom().voidItem();
    }

    /** The version tells a repeated or late event from news, in the same statement as the effect. */
    private Uni<Void> follow(IncomingEvent event) {
        ComplaintState state = events.read(event, ComplaintState.class);
        boolean active = state.isActive() && !event.type().equals(DELETED);
        return database.preparedQuery("""
                        insert into complaint_workload as known (complaint_id, version, assignee_id, active)
                        values ($1, $2, $3, $4)
                        on conflict (complaint_id) do update
                        set version = excluded.version, assignee_id = excluded.assignee_id, active = excluded.active
                        where known.version < excluded.version""")
                .execute(Tuple.of(state.id(), state.version(), state.assigneeId(), active))
                .replaceWithVoid();
    }
}

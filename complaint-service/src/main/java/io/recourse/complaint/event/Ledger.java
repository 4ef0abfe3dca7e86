package io.recourse.complaint.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;

/** Writes what happened to complaints into their history and onto the way to the topic, in the change's transaction. */
@ApplicationScoped
public class Ledger {

    /** The topic that tells the other services what happened to complaints. */
    public static final String TOPIC = "complaint-events";

    private static final String APPEND = """
            insert into complaint_history
                (complaint_id, version, happened_at, type, actor_id, actor_role, actor_service, internal, changes)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(cast(?9 as text) as jsonb))""";

    private final Outbox outbox;
    private final ObjectMapper mapper;

    @Inject
    Ledger(Outbox outbox, ObjectMapper mapper) {
        this.outbox = outbox;
        this.mapper = mapper;
    }

    /** Records events in their order, in the transaction of the current session. */
    public Uni<Void> record(List<ComplaintEvent> events) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (ComplaintEvent event : events) {
            done = done.chain(() -> enterInHistory(event)).chain(() -> announce(event));
        }
        return done;
    }

    /** Tells the other services of an event whose history is gone with its complaint. */
    public Uni<Void> announce(ComplaintEvent event) {
        return outbox.append(OutgoingEvent.of(TOPIC, Long.toString(event.id()), event.type(), event));
    }

    /** Notes in the history what was asked for and refused; nothing changed, so there is no event. */
    public Uni<Void> refused(
            long complaintId, int version, Instant at, Actor actor, String type, Map<String, Object> what) {
        return enter(complaintId, version, at, actor, type, true, what);
    }

    private Uni<Void> enterInHistory(ComplaintEvent event) {
        return enter(
                event.id(),
                event.version(),
                event.happenedAt(),
                event.actor(),
                event.type(),
                event.internal(),
                event.changes());
    }

    private Uni<Void> enter(
            long complaintId, int version, Instant at, Actor actor, String type, boolean internal, Object changes) {
        Actor.Person person = actor instanceof Actor.Person known ? known : null;
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND)
                        .setParameter(1, complaintId)
                        .setParameter(2, version)
                        .setParameter(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .setParameter(4, type)
                        .setParameter(5, person == null ? null : person.id())
                        .setParameter(6, person == null ? null : person.role().toString())
                        .setParameter(7, actor instanceof Actor.Service service ? service.service() : null)
                        .setParameter(8, internal)
                        .setParameter(9, json(changes))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String json(Object changes) {
        try {
            return mapper.writeValueAsString(changes);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("a change must be writable as JSON", unwritable);
        }
    }
}

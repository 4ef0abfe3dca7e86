package io.recourse.complaint.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.outbox.OutgoingEvent;
import io.recourse.platform.trace.Traces;
import io.smallrye.mutiny.Uni;

/** Writes what happened to complaints into their history and onto the way to the topic, in the change's transaction. */
@ApplicationScoped
public class Ledger {

    /** The topic that tells the other services what happened to complaints. */
    public static final String TOPIC = "complaint-events";

    /** What the JSON of an event begins with, before the number of the complaint. */
    private static final String NUMBER = "{\"id\":";

    private static final String APPEND = """
            insert into complaint_history
                (complaint_id, version, happened_at, type, actor_id, actor_role, actor_service, internal, changes)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(cast(?9 as text) as jsonb))""";

    /** How many values {@link #recording} takes. */
    public static final int VALUES = 11;

    private final Outbox outbox;
    private final Traces traces;
    private final ObjectMapper mapper;

    @Inject
    Ledger(Outbox outbox, Traces traces, ObjectMapper mapper) {
        this.outbox = outbox;
        this.traces = traces;
        this.mapper = mapper;
    }

    /**
     * The parts of a statement that record events of a complaint, in their order, if it has changed: behind a part
     * {@code changed} that gives the {@code id} if so, and nothing otherwise.
     *
     * @param first the number of the first of {@value #VALUES} parameters, which {@link #addTo} gives
     */
    public static String recording(int first) {
        return recording(first, "e.data");
    }

    /** The same for a complaint whose number is found by the statement: events that begin with the number 0 get it. */
    public static String recordingNew(int first) {
        return recording(first, "'%s' || c.id || substr(e.data, %d)".formatted(NUMBER, NUMBER.length() + 2));
    }

    private static String recording(int first, String data) {
        return """
                event as (
                    select * from unnest($%1$d::integer[], $%2$d::timestamptz[], $%3$d::text[], $%4$d::uuid[], $%5$d::text[],
                        $%6$d::text[], $%7$d::boolean[], $%8$d::text[], $%9$d::uuid[], $%10$d::text[]) with ordinality
                        as e (version, happened_at, type, actor_id, actor_role, actor_service, internal, changes, event_id,
                            data, place)),
                entered as (
                    insert into complaint_history (complaint_id, version, happened_at, type, actor_id, actor_role,
                        actor_service, internal, changes)
                    select c.id, e.version, e.happened_at, e.type, e.actor_id, e.actor_role, e.actor_service, e.internal,
                        e.changes::jsonb
                    from changed c, event e order by e.place),
                told as (
                    %11$s
                    select '%12$s', c.id::text, e.event_id, e.type, c.id::text, e.happened_at, $%13$d, %14$s
                    from changed c, event e order by e.place)""".formatted(
                        first,
                        first + 1,
                        first + 2,
                        first + 3,
                        first + 4,
                        first + 5,
                        first + 6,
                        first + 7,
                        first + 8,
                        first + 9,
                        Outbox.INSERT,
                        TOPIC,
                        first + 10,
                        data);
    }

    /** Adds the values of {@link #recording} for events to those of a statement. */
    public void addTo(List<Object> values, List<ComplaintEvent> events) {
        values.add(array(events, Integer[]::new, ComplaintEvent::version));
        values.add(
                array(events, OffsetDateTime[]::new, event -> event.happenedAt().atOffset(ZoneOffset.UTC)));
        values.add(array(events, String[]::new, ComplaintEvent::type));
        values.add(array(events, UUID[]::new, event -> event.actor() instanceof Actor.Person by ? by.id() : null));
        values.add(array(
                events,
                String[]::new,
                event -> event.actor() instanceof Actor.Person by ? by.role().toString() : null));
        values.add(
                array(events, String[]::new, event -> event.actor() instanceof Actor.Service by ? by.service() : null));
        values.add(array(events, Boolean[]::new, ComplaintEvent::internal));
        values.add(array(events, String[]::new, event -> json(event.changes())));
        values.add(array(events, UUID[]::new, event -> UUID.randomUUID()));
        values.add(array(events, String[]::new, this::json));
        values.add(traces.current());
    }

    private static <T> T[] array(
            List<ComplaintEvent> events, IntFunction<T[]> array, Function<ComplaintEvent, T> value) {
        return events.stream().map(value).toArray(array);
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

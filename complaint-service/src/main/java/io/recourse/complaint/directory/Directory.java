package io.recourse.complaint.directory;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Who is who at the desk, kept from identity's events. */
@ApplicationScoped
public class Directory {

    private static final String UPSERT = """
            insert into person (id, username, name, role, active, available) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update set username = $2, name = $3, role = $4, active = $5, available = $6""";

    private final Pool database;
    private final IncomingEvents events;
    private final Idempotency idempotency;

    @Inject
    Directory(Pool database, IncomingEvents events, Idempotency idempotency) {
        this.database = database;
        this.events = events;
        this.idempotency = idempotency;
    }

    /**
     * Finds an active person.
     *
     * @param reference a username (in any case) or an id
     */
    public Uni<Optional<Person>> findActive(String reference) {
        return database.preparedQuery("""
                        select id, username, role from person
                        where active and (id = $1 or lower(username) = lower($2))
                        order by id = $1 desc limit 1""")
                .execute(Tuple.of(uuid(reference), reference))
                .map(rows -> {
                    RowIterator<Row> found = rows.iterator();
                    return found.hasNext() ? Optional.of(person(found.next())) : Optional.empty();
                });
    }

    /** The available agent with the fewest active complaints; of several, the one who has waited longest for one. */
    public Uni<Optional<UUID>> leastBusyAgent() {
        return database.query("""
                        select p.id from person p
                        left join lateral (
                            -- The facets below 64 are those of the active statuses.
                            select count(*) as active, max(k.id) as latest from complaint_key k
                            where k.assigned_to = p.id and k.facet < 64
                        ) work on true
                        where p.active and p.available and p.role = 'agent'
                        order by work.active, work.latest nulls first limit 1""").execute().map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(found.next().getUUID("id")) : Optional.empty();
        });
    }

    /** Enters somebody whom identity's events have not told of yet, in the current Hibernate transaction. */
    public Uni<Void> ensureKnown(Caller caller) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into person (id, username, name, role, active, available)
                                values (?1, ?2, ?3, ?4, true, false) on conflict (id) do nothing""")
                        .setParameter(1, caller.id())
                        .setParameter(2, caller.username())
                        .setParameter(3, caller.name())
                        .setParameter(4, caller.role().toString())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Whether somebody works at the desk, in the current Hibernate transaction; if so, they stay until it has ended, so
     * that nothing can be given to somebody who is just leaving.
     */
    public Uni<Boolean> isActiveStaff(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select 1 from person where id = ?1 and active and role <> 'user' for share",
                                Integer.class)
                        .setParameter(1, id)
                        .getResultList())
                .map(found -> !found.isEmpty());
    }

    /** Somebody who may be given a complaint, or for whom one may be filed. */
    public record Person(UUID id, String username, Role role) {}

    @RegisterForReflection(registerFullHierarchy = true)
    private record UserChanged(UUID id, String username, String name, Role role, boolean active, boolean available) {}

    @Incoming("identity-events")
    Uni<Void> receive(ConsumerRecord<String, String> message) {
        return events.handle(message, this::apply);
    }

    private Uni<Void> apply(IncomingEvent event) {
        return switch (event.type()) {
            // A revocation carries the user as well: on a compacted topic it may be all that is left.
            case "user.changed", "session.revoked" -> enter(events.read(event, UserChanged.class));
            case "user.deleted" -> erase(UUID.fromString(event.data().path("id").asText()));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> enter(UserChanged user) {
        return database.preparedQuery(UPSERT)
                .execute(Tuple.tuple(java.util.Arrays.asList(
                        user.id(),
                        user.username(),
                        user.name(),
                        user.role().toString(),
                        user.active(),
                        user.available())))
                .replaceWithVoid();
    }

    /** Complaints stay; whose they were is no longer told, not even by the answers that are kept for repetitions. */
    private Uni<Void> erase(UUID id) {
        return database.withTransaction(transaction -> idempotency
                        .forget(transaction, id.toString())
                        .chain(() -> transaction.preparedQuery("""
                                update person set username = 'deleted', name = 'deleted user', role = 'user',
                                    active = false, available = false
                                where id = $1""").execute(Tuple.of(id))))
                .replaceWithVoid();
    }

    private static Person person(Row row) {
        return new Person(row.getUUID("id"), row.getString("username"), Role.fromString(row.getString("role")));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}

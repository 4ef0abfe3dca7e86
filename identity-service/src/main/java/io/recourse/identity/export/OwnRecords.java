package io.recourse.identity.export;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** What identity itself keeps on a person apart from the profile, in pages. */
@ApplicationScoped
class OwnRecords {

    private static final int PAGE = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** A session, over or not. */
    @RegisterForReflection
    record Session(
            UUID sid,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            Instant endedAt) {}

    /** A security event that the person caused, or that happened to their account. */
    @RegisterForReflection
    record Event(long id, Instant at, String action, UUID actorId, UUID subjectId, String address, String detail) {}

    /** A link that was mailed to the person and may still work. */
    @RegisterForReflection
    record Link(String purpose, Instant requestedAt, Instant expiresAt) {}

    private final Pool database;

    @Inject
    OwnRecords(Pool database) {
        this.database = database;
    }

    /** Read off user_session_of_account. */
    Multi<List<Session>> sessions(UUID person) {
        return pages(
                "select * from user_session where account_id = $1 and id > $2 order by id limit $3",
                person,
                BEFORE_ALL,
                OwnRecords::session,
                Session::sid);
    }

    /** Read off audit_entry_by_subject and audit_entry_by_actor. */
    Multi<List<Event>> events(UUID person) {
        return pages("""
                        select * from (
                            (select * from audit_entry where subject_id = $1 and id > $2 order by id limit $3)
                            union
                            (select * from audit_entry where actor_id = $1 and id > $2 order by id limit $3)
                        ) of_both order by id limit $3""", person, 0L, OwnRecords::event, Event::id);
    }

    Uni<List<Link>> links(UUID person) {
        return database.preparedQuery("select purpose, requested_at, expires_at from mailed_link where account_id = $1")
                .execute(Tuple.of(person))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OwnRecords::link)
                        .toList());
    }

    private <T> Multi<List<T>> pages(
            String sql, UUID person, Object beforeAll, Function<Row, T> reader, Function<T, Object> key) {
        Object[] after = {beforeAll};
        return Multi.createBy()
                .repeating()
                .uni(() -> database.preparedQuery(sql)
                        .execute(Tuple.from(Arrays.asList(person, after[0], PAGE)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(reader)
                                .toList())
                        .invoke(page -> after[0] = page.isEmpty() ? after[0] : key.apply(page.getLast())))
                .whilst(page -> page.size() == PAGE);
    }

    private static Session session(Row row) {
        return new Session(
                row.getUUID("id"),
                row.getString("user_agent"),
                row.getString("address"),
                instant(row, "created_at"),
                instant(row, "last_seen_at"),
                instant(row, "expires_at"),
                instant(row, "ended_at"));
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("id"),
                instant(row, "at"),
                row.getString("action"),
                row.getUUID("actor_id"),
                row.getUUID("subject_id"),
                row.getString("address"),
                row.getString("detail"));
    }

    private static Link link(Row row) {
        return new Link(row.getString("purpose"), instant(row, "requested_at"), instant(row, "expires_at"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}

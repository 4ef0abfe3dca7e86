package io.recourse.identity.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Remembers security events, in the transaction of what they tell of where there is one. */
@ApplicationScoped
public class AuditLog {

    private static final String APPEND = """
            insert into audit_entry (at, action, actor_id, subject_id, address, detail)
            values ($1, $2, $3, $4, $5, $6)""";

    /** Hibernate has another mark for parameters. */
    private static final String APPEND_IN_SESSION = APPEND.replace('$', '?');

    private static final int DELETED_AT_ONCE = 10_000;

    private final Pool database;
    private final Clock clock;
    private final Duration memory;

    @Inject
    AuditLog(
            Pool database,
            Clock clock,
            @ConfigProperty(name = "recourse.audit.memory", defaultValue = "P365D") Duration memory) {
        this.database = database;
        this.clock = clock;
        this.memory = memory;
    }

    /** Remembers an event in the transaction of the current Hibernate session. */
    public Uni<Void> record(SecurityEvent event) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(APPEND_IN_SESSION);
                    Tuple row = row(event);
                    for (int i = 0; i < row.size(); i++) {
                        query.setParameter(i + 1, row.getValue(i));
                    }
                    return query.executeUpdate();
                })
                .replaceWithVoid();
    }

    /** Remembers an event that is about no change of the database. */
    public Uni<Void> recordAlone(SecurityEvent event) {
        return database.preparedQuery(APPEND).execute(row(event)).replaceWithVoid();
    }

    /** Forgets where an erased person signed in from, in the transaction of the current Hibernate session. */
    public Uni<Void> erase(UUID person) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update audit_entry set address = null where actor_id = ?1 or subject_id = ?1")
                        .setParameter(1, person)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Reads events, the newest first.
     *
     * @param subject only those about this account; null for all
     * @param before  only those with a smaller id; null for the newest
     * @param count   at most so many
     */
    Uni<List<AuditEntry>> newest(UUID subject, Long before, int count) {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select * from audit_entry where true");
        if (subject != null) {
            values.add(subject);
            sql.append(" and subject_id = $").append(values.size());
        }
        if (before != null) {
            values.add(before);
            sql.append(" and id < $").append(values.size());
        }
        values.add(count);
        sql.append(" order by id desc limit $").append(values.size());
        return database.preparedQuery(sql.toString())
                .execute(Tuple.from(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditLog::entry)
                        .toList());
    }

    @Scheduled(every = "1h", delayed = "3m")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("""
                        delete from audit_entry where id = any (array(
                            select id from audit_entry where at < $1 order by id limit $2))""")
                .execute(Tuple.of(utc(clock.instant().minus(memory)), DELETED_AT_ONCE))
                .chain(result -> result.rowCount() == DELETED_AT_ONCE
                        ? forgetTheOld()
                        : Uni.createFrom().voidItem());
    }

    private Tuple row(SecurityEvent event) {
        return Tuple.from(Arrays.asList(
                utc(clock.instant()),
                event.action().toString(),
                event.actorId(),
                event.subjectId(),
                event.address(),
                event.detail()));
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("action"),
                row.getUUID("actor_id"),
                row.getUUID("subject_id"),
                row.getString("address"),
                row.getString("detail"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

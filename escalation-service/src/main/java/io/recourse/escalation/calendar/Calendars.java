package io.recourse.escalation.calendar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.problem.UnprocessableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

/** The calendars that policies can name. */
@ApplicationScoped
public class Calendars {

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final Pool database;
    private final Outbox outbox;
    private final ObjectMapper mapper;
    private final Event<CalendarChanged> changed;

    @Inject
    Calendars(Pool database, Outbox outbox, ObjectMapper mapper, Event<CalendarChanged> changed) {
        this.database = database;
        this.outbox = outbox;
        this.mapper = mapper;
        this.changed = changed;
    }

    /** The hours of calendars by name; one that there is not is absent. */
    public Uni<Map<String, WorkingHours>> hours(SqlClient client, Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return client.preparedQuery("select * from calendar where name = any ($1)")
                .execute(Tuple.of(names.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, WorkingHours> hours = new HashMap<>();
                    read(rows)
                            .forEach(row -> hours.put(
                                    row.calendar().name(), row.calendar().hours()));
                    return hours;
                });
    }

    /**
     * Checks in the current Hibernate transaction that a policy may name a calendar, and keeps it from being deleted
     * until the transaction has ended.
     *
     * @param name null for none
     * @return fails with {@link UnprocessableException} (422) when there is no such calendar
     */
    public Uni<Void> requireKnown(String name) {
        if (name == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select name from calendar where name = ?1 for key share", String.class)
                        .setParameter(1, name)
                        .getResultList())
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new UnprocessableException("calendar", "there is no such calendar");
                    }
                })
                .replaceWithVoid();
    }

    /** Calendars by name, from the one behind {@code after} on; null: from the first one on. */
    Uni<List<WorkCalendar>> byName(String after, int count) {
        return database.preparedQuery("select * from calendar where name > $1 order by name limit $2")
                .execute(Tuple.of(after == null ? "" : after, count))
                .map(rows -> read(rows).stream().map(Versioned::calendar).toList());
    }

    /** A calendar; fails with {@link CalendarNotFoundException} (404). */
    Uni<Versioned> find(String name) {
        return database.preparedQuery("select * from calendar where name = $1")
                .execute(Tuple.of(name))
                .map(this::only);
    }

    /** Adds a calendar; fails with {@link CalendarConflictException} (409) when its name is taken. */
    Uni<Versioned> define(String name, WorkingHours hours) {
        WorkCalendar calendar = WorkCalendar.of(name, hours);
        return outbox.inTransaction(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery("""
                                        insert into calendar (name, time_zone, week, holidays, version)
                                        values (?1, ?2, ?3, ?4, 1) on conflict do nothing""")
                                .setParameter(1, name)
                                .setParameter(2, calendar.timeZone())
                                .setParameter(3, json(calendar.week()))
                                .setParameter(4, json(calendar.holidays()))
                                .executeUpdate())
                        .invoke(inserted -> {
                            if (inserted == 0) {
                                throw CalendarConflictException.exists();
                            }
                        }))
                .replaceWith(new Versioned(calendar, 1));
    }

    /**
     * Replaces a calendar. The policies that name it are as good as replaced: their version grows, so that running
     * clocks are computed anew.
     *
     * @param ifMatch entity tag of the calendar that the decision was made on, null: on any
     */
    Uni<Versioned> replace(String name, WorkingHours hours, String ifMatch) {
        WorkCalendar wanted = WorkCalendar.of(name, hours);
        return change(name, ifMatch, present -> wanted);
    }

    /**
     * Changes a calendar; see {@link #replace}.
     *
     * @param wanted makes the calendar that it is to be from the one that it is
     */
    Uni<Versioned> change(String name, String ifMatch, UnaryOperator<WorkCalendar> wanted) {
        return database.withTransaction(transaction -> lock(transaction, name)
                        .invoke(present -> Preconditions.requireMatch(ifMatch, present.version()))
                        .chain(present -> storeIfChanged(transaction, present, wanted.apply(present.calendar()))))
                .invoke(() -> changed.fire(new CalendarChanged(name)));
    }

    private Uni<Versioned> storeIfChanged(SqlClient transaction, Versioned present, WorkCalendar wanted) {
        return present.calendar().equals(wanted)
                ? Uni.createFrom().item(present)
                : store(transaction, new Versioned(wanted, present.version() + 1));
    }

    private static <T> Uni<T> unlessInUse(Uni<T> deletion) {
        return deletion.onFailure(failure ->
                        failure instanceof PgException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSqlState()))
                .transform(inUse -> CalendarConflictException.inUse());
    }

    /** Deletes a calendar; fails with {@link CalendarConflictException} (409) when a policy names it. */
    Uni<Void> delete(String name, String ifMatch) {
        return unlessInUse(database.withTransaction(transaction -> lock(transaction, name)
                .invoke(present -> Preconditions.requireMatch(ifMatch, present.version()))
                .chain(() -> transaction
                        .preparedQuery("delete from calendar where name = $1")
                        .execute(Tuple.of(name)))
                .replaceWithVoid()));
    }

    private Uni<Versioned> lock(SqlClient transaction, String name) {
        return transaction
                .preparedQuery("select * from calendar where name = $1 for update")
                .execute(Tuple.of(name))
                .map(this::only);
    }

    private Uni<Versioned> store(SqlClient transaction, Versioned wanted) {
        WorkCalendar calendar = wanted.calendar();
        return transaction
                .preparedQuery(
                        "update calendar set time_zone = $2, week = $3, holidays = $4, version = $5 where name = $1")
                .execute(Tuple.of(
                        calendar.name(),
                        calendar.timeZone(),
                        json(calendar.week()),
                        json(calendar.holidays()),
                        wanted.version()))
                .chain(() -> transaction
                        .preparedQuery("update sla_policy set version = version + 1 where calendar = $1")
                        .execute(Tuple.of(calendar.name())))
                .replaceWith(wanted);
    }

    private Versioned only(RowSet<Row> rows) {
        return read(rows).stream().findFirst().orElseThrow(CalendarNotFoundException::new);
    }

    private List<Versioned> read(RowSet<Row> rows) {
        List<Versioned> calendars = new ArrayList<>(rows.size());
        for (Row row : rows) {
            calendars.add(new Versioned(
                    new WorkCalendar(
                            row.getString("name"),
                            row.getString("time_zone"),
                            parse(row.getString("week"), new TypeReference<Map<String, List<List<String>>>>() {}),
                            parse(row.getString("holidays"), new TypeReference<List<String>>() {})),
                    row.getLong("version")));
        }
        return calendars;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }

    private <T> T parse(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was stored as JSON is JSON", impossible);
        }
    }
}

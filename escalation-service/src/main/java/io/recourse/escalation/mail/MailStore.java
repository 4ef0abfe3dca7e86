package io.recourse.escalation.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.event.ComplaintEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The mails that are to be sent, and what became of those that were. */
@ApplicationScoped
public class MailStore {

    /**
     * One row for each recipient: the creator, and of an escalation the assignee and every active admin too. A row
     * without a time for its first attempt is parked: it waits for its recipient's address.
     */
    private static final String ENQUEUE = """
            insert into mail (complaint_id, event_id, recipient_id, to_creator, transition, level, priority, title,
                resolution, occurred_at, next_attempt_at, traceparent)
            select $1, $2, recipient.id, recipient.id = $9, $3, $4, $5, $6, $7, $8,
                case when person.email is not null then $11::timestamptz end, $12
            from (select $9::uuid as id
                  union select $10::uuid where $3 = 'escalated'
                  union select id from person where role = 'admin' and active and $3 = 'escalated') recipient
            left join person on person.id = recipient.id
            where recipient.id is not null and person.erased is not true
            on conflict do nothing""";

    private static final String WARN = """
            insert into mail (complaint_id, event_id, recipient_id, to_creator, transition, level, priority, title,
                occurred_at, next_attempt_at)
            select $1, $2, $3, false, 'due_soon', $4, $5, coalesce($6, 'Complaint'), $7,
                case when person.email is not null then $7::timestamptz end
            from (select $3::uuid as id) recipient left join person on person.id = recipient.id
            where person.erased is not true
            on conflict do nothing""";

    private static final String UNPARK = """
            update mail set next_attempt_at = $1 from person
            where mail.state = 'waiting' and mail.next_attempt_at is null
              and person.id = mail.recipient_id and person.email is not null""";

    /** A mail can be sent unless an older one waits for the same person and complaint. */
    private static final String SENDABLE = """
            mail join person on person.id = mail.recipient_id and person.email is not null
            where mail.state = 'waiting' and mail.next_attempt_at is not null and not exists (
                select 1 from mail older
                where older.complaint_id = mail.complaint_id and older.recipient_id = mail.recipient_id
                  and older.state = 'waiting' and older.id < mail.id)""";

    /** Walks along mail_waiting; what another replica is about to claim is passed over. */
    private static final String CLAIM = """
            with due as (
                select mail.id, mail.complaint_id, person.name, person.email from %s and mail.next_attempt_at <= $1
                order by mail.next_attempt_at limit $2 for update of mail skip locked)
            update mail set next_attempt_at = $3, attempts = attempts + 1
            from due left join sla_clock clock on clock.complaint_id = due.complaint_id
            where mail.id = due.id
            returning mail.*, due.name as recipient_name, due.email as recipient_email,
                clock.ended_at is not null as complaint_ended""".formatted(SENDABLE);

    private static final String NEXT_ATTEMPT =
            "select mail.next_attempt_at from %s order by mail.next_attempt_at limit 1".formatted(SENDABLE);

    private final Pool database;

    @Inject
    MailStore(Pool database) {
        this.database = database;
    }

    /**
     * Stores the mails about a batch of events; those that are stored already are not stored again.
     *
     * @param now when they are tried first: the events' own times are told by another machine's clock
     */
    public Uni<Void> enqueue(SqlClient transaction, List<ComplaintEvent> events, Instant now) {
        List<Tuple> rows = events.stream()
                .flatMap(event -> Transition.of(event).map(transition -> row(event, transition, now)).stream())
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(ENQUEUE).executeBatch(rows).replaceWithVoid();
    }

    /** Stores warnings; one that is stored already is not stored again. */
    public Uni<Void> warn(SqlClient transaction, List<Warning> warnings) {
        List<Tuple> rows = warnings.stream().map(MailStore::row).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(WARN).executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(Warning warning) {
        return Tuple.from(Arrays.asList(
                warning.complaintId(),
                warning.id().toString(),
                warning.assignee(),
                warning.level(),
                warning.priority().toString(),
                warning.title(),
                time(warning.warnedAt())));
    }

    private static Tuple row(ComplaintEvent event, Transition transition, Instant now) {
        ComplaintEvent.Body body = event.body();
        return Tuple.from(Arrays.asList(
                event.complaintId(),
                event.eventId(),
                transition.toString(),
                body.escalationLevel(),
                body.priority().toString(),
                body.title(),
                transition == Transition.RESOLVED ? body.resolution() : null,
                time(event.occurredAt()),
                body.createdBy().id(),
                event.assignedTo(),
                time(now),
                event.message().traceparent()));
    }

    /** Forgets the mails about complaints that were deleted, sent or not. */
    public Uni<Void> forgetComplaints(SqlClient transaction, Collection<Long> complaintIds) {
        return complaintIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery("delete from mail where complaint_id = any ($1)")
                        .execute(Tuple.of(complaintIds.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** Forgets the mails to a person who was deleted, sent or not. */
    public Uni<Void> forgetRecipient(SqlClient transaction, UUID personId) {
        return transaction
                .preparedQuery("delete from mail where recipient_id = $1")
                .execute(Tuple.of(personId))
                .replaceWithVoid();
    }

    /** Has the mails sent that waited for a person's address, now that it is known. */
    public Uni<Void> unpark(SqlClient transaction, UUID personId, Instant now) {
        return transaction
                .preparedQuery(UNPARK + " and person.id = $2")
                .execute(Tuple.of(time(now), personId))
                .replaceWithVoid();
    }

    /** The same for all: finds mails that were parked in the moment in which the address became known. */
    Uni<Integer> unpark(Instant now) {
        return database.preparedQuery(UNPARK).execute(Tuple.of(time(now))).map(result -> result.rowCount());
    }

    /**
     * Has mails tried now that would wait longer than any does: the clock was set back after they were put off.
     *
     * @param longest how long a mail may wait
     */
    Uni<Integer> hasten(Instant now, Duration longest) {
        return database.preparedQuery("""
                        update mail set next_attempt_at = $1
                        where state = 'waiting' and next_attempt_at > $2""")
                .execute(Tuple.of(time(now), time(now.plus(longest))))
                .map(result -> result.rowCount());
    }

    /** Takes mails that are due until the lease ends. */
    Uni<List<ClaimedMail>> claim(Instant now, Instant leaseEnd, int atMost) {
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(time(now), atMost, time(leaseEnd)))
                .map(rows -> {
                    List<ClaimedMail> claimed = new ArrayList<>(rows.size());
                    rows.forEach(row -> claimed.add(claimed(row)));
                    return claimed;
                });
    }

    /** When the next mail is due that can be sent, null when there is none. */
    Uni<Instant> nextAttemptAt() {
        return database.preparedQuery(NEXT_ATTEMPT)
                .execute()
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator()
                                .next()
                                .getOffsetDateTime("next_attempt_at")
                                .toInstant());
    }

    Uni<Void> markSent(ClaimedMail mail, Instant at) {
        return database.preparedQuery("""
                        update mail set state = 'sent', sent_at = $2, address = $3, last_error = null
                        where id = $1""")
                .execute(Tuple.of(mail.id(), time(at), mail.recipientEmail()))
                .replaceWithVoid();
    }

    Uni<Void> markDropped(ClaimedMail mail) {
        return database.preparedQuery("update mail set state = 'dropped' where id = $1")
                .execute(Tuple.of(mail.id()))
                .replaceWithVoid();
    }

    Uni<Void> markFailed(ClaimedMail mail, String error, Instant nextAttemptAt) {
        return database.preparedQuery(
                        "update mail set next_attempt_at = $2, last_error = $3 where id = $1 and state = 'waiting'")
                .execute(Tuple.of(mail.id(), time(nextAttemptAt), error))
                .replaceWithVoid();
    }

    /** Gives up on waiting mails about transitions before an instant; gives their ids. */
    Uni<List<Long>> giveUp(Instant before) {
        return database.preparedQuery("""
                        update mail set state = 'given_up'
                        where state = 'waiting' and occurred_at < $1 returning id""").execute(Tuple.of(time(before))).map(rows -> {
            List<Long> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(row.getLong("id")));
            return ids;
        });
    }

    private static ClaimedMail claimed(Row row) {
        return new ClaimedMail(
                row.getLong("id"),
                row.getLong("complaint_id"),
                row.getString("event_id"),
                row.getUUID("recipient_id"),
                row.getString("recipient_name"),
                row.getString("recipient_email"),
                row.getBoolean("to_creator"),
                Transition.fromString(row.getString("transition")),
                row.getInteger("level"),
                row.getString("priority"),
                row.getString("title"),
                row.getString("resolution"),
                row.getInteger("attempts"),
                row.getBoolean("complaint_ended"),
                row.getString("traceparent"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

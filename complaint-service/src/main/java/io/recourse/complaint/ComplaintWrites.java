package io.recourse.complaint;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.event.Actor;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.complaint.event.Ledger;
import io.recourse.platform.fast.JsonBytes;
import io.recourse.platform.idempotency.Idempotency;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Writes complaints in one statement each, which is a transaction of its own: the row, its history and its events. A
 * change is decided on the complaint as it was read, without a lock, and is written if the complaint still has that
 * version; else it is decided anew. What has to write other rows as well goes through {@link Complaints}.
 */
@ApplicationScoped
public class ComplaintWrites {

    private static final String KNOWN = """
            known as (
                insert into person (id, username, name, role, active, available)
                select $1::uuid, $2::text, $3::text, $4::text, true, false
                where not exists (select from person where id = $1::uuid)
                on conflict (id) do nothing)""";

    private static final String FILED_COLUMNS = """
            title, description, status, priority, category, priority_chosen, category_chosen, classified_by, visibility,
            service_type_id, parent_id, created_by, created_at, updated_at, version, activity_version, escalation_level,
            reopen_count""";

    private static final String FILED = "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, 1, 1, 0, 0";

    private static final String FILE = """
            with %s,
            changed as (insert into complaint (%s) values (%s) returning id),
            %s
            select c.id, p.username, p.name, s.name as service_type
            from changed c left join person p on p.id = $16 left join service_type s on s.id = $14""".formatted(KNOWN, FILED_COLUMNS, FILED, Ledger.recordingNew(18));

    private static final int CREATED = 201;
    private static final int CLAIM = 18 + Ledger.VALUES;
    private static final int ANSWER = CLAIM + Idempotency.CLAIM_VALUES;

    /** The start of the body of an answer, in which the number is still to be put. */
    private static final String NUMBERLESS = "{\"id\":0";

    /** With an Idempotency-Key: the number comes first, since the answer has it, and no row if the key was claimed before. */
    private static final String FILE_ONCE = """
            with number as (select nextval(pg_get_serial_sequence('complaint', 'id')) as id),
            %s,
            %s,
            changed as (
                insert into complaint (id, %s) overriding system value
                select number.id, %s from number where exists (select from claim)
                returning id),
            %s
            select c.id from changed c""".formatted(
            Idempotency.claiming(
                    "number",
                    "'{\"Location\":\"/api/complaints/' || number.id || '\",\"ETag\":' || to_json($%d::text) || '}'"
                            .formatted(ANSWER),
                    "'{\"id\":' || number.id || substr($%d::text, %d)".formatted(ANSWER + 1, NUMBERLESS.length() + 1),
                    CLAIM),
            KNOWN,
            FILED_COLUMNS,
            FILED,
            Ledger.recordingNew(18));

    /** What a person has confirmed stays so, whoever writes next: it makes no new version. */
    private static final String CHANGE = """
            with changed as (
                update complaint set status = $3, priority = $4, category = $5, priority_chosen = priority_chosen or $6,
                    category_chosen = category_chosen or $7, classified_by = coalesce($8, classified_by), visibility = $9,
                    service_type_id = $10, assigned_to = $11, resolution = $12, escalation_level = $13, reopen_count = $14,
                    updated_at = $15, first_response_at = $16, resolved_at = $17, closed_at = $18, version = $19,
                    activity_version = $20%%s
                where id = $1 and version = $2%%s
                returning id),
            %s""".formatted(Ledger.recording(21));

    private static final int NEXT = 21 + Ledger.VALUES;

    private static final String COUNT = " select count(*) as changed from changed";

    private static final String CHANGE_ALL_BUT_WORDING = CHANGE.formatted("", "") + COUNT;

    /** Rare: the words are found again, for the search. */
    private static final String CHANGE_ALL = CHANGE.formatted(
                    ", title = $%d, description = $%d, summary = $%d, summary_source = $%d, language = $%d"
                            .formatted(NEXT, NEXT + 1, NEXT + 2, NEXT + 3, NEXT + 4),
                    "")
            + COUNT;

    /** Once for each message; repeated ones are found by their note. */
    private static final String CHANGE_ONCE =
            """
            %1$s,
            noted as (insert into inbox (consumer, event_id, received_at) select $%2$d, $%3$d, $15 from changed)
            select (select count(*) from changed) as changed, exists (%4$s) as repeated""".formatted(CHANGE.formatted("", " and not exists (%s)".formatted(noted())), NEXT, NEXT + 1, noted());

    private static String noted() {
        return "select from inbox where consumer = $%d and event_id = $%d".formatted(NEXT, NEXT + 1);
    }

    /** How often a change is decided anew before it waits for a lock: many writers of one complaint are rare. */
    public static final int TRIES = 4;

    private static final String READ = ComplaintQueries.READ_ALL + " where c.id = $1";

    private final Pool database;
    private final Pool reads;
    private final Outbox outbox;
    private final Ledger ledger;
    private final ComplaintDetails details;
    private final Idempotency idempotency;
    private final JsonBytes<ComplaintView> json;

    @Inject
    ComplaintWrites(
            Pool database,
            @ReactiveDataSource("reads") Pool reads,
            Outbox outbox,
            Ledger ledger,
            ComplaintDetails details,
            Idempotency idempotency,
            ObjectMapper mapper) {
        this.database = database;
        this.reads = reads;
        this.outbox = outbox;
        this.ledger = ledger;
        this.details = details;
        this.idempotency = idempotency;
        this.json = new JsonBytes<>(mapper.writerFor(ComplaintView.class));
    }

    /** A complaint to decide on, and how it was when it was read. */
    public record Known(Complaint complaint, ComplaintView view, boolean priorityWasChosen, boolean categoryWasChosen) {

        /** Whether something was decided that is no event, and so can be written under a lock alone. */
        boolean isConfirmed() {
            return complaint.isConfirmed(view, priorityWasChosen, categoryWasChosen);
        }

        /** How it is shown now. */
        ComplaintView shown() {
            return complaint.viewAfter(view);
        }
    }

    /** What became of a decision. */
    public enum Outcome {
        WRITTEN,
        /** The complaint was changed meanwhile: nothing was written, and it is to be decided anew. */
        OVERTAKEN,
        /** The message had its effect before: nothing was written. */
        REPEATED
    }

    /**
     * Stores a new complaint, without images; once, if the request has an Idempotency-Key.
     *
     * @return as the caller sees it; fails when it refers to what there is not
     */
    Uni<ComplaintView> file(Complaint complaint, Caller caller) {
        complaint.filed(Actor.of(caller), List.of());
        List<Object> values = new ArrayList<>(64);
        values.add(caller.id());
        values.add(caller.username());
        values.add(caller.name());
        values.add(caller.role().toString());
        complaint.addFiledTo(values);
        ledger.addTo(values, complaint.takeEvents());
        if (idempotency.isExpected()) {
            return details.asFiled(complaint, caller).chain(filed -> fileOnce(filed, values));
        }
        return outbox.inStatement(() -> database.preparedQuery(FILE).execute(Tuple.tuple(values)))
                .map(rows -> rows.iterator().next())
                .map(row -> complaint.viewAsFiled(row.getLong(0), creator(complaint, row, caller), row.getString(3)));
    }

    /**
     * Stores a new complaint together with the answer.
     *
     * @param filed what is answered, but for the number
     */
    private Uni<ComplaintView> fileOnce(ComplaintView filed, List<Object> values) {
        RuntimeException claimedBefore = idempotency.addClaimTo(values, CREATED);
        values.add(filed.tag());
        values.add(json.of(filed).toString());
        return outbox.inStatement(() -> database.preparedQuery(FILE_ONCE)
                .execute(Tuple.tuple(values))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw claimedBefore;
                    }
                    return filed.withId(rows.iterator().next().getLong(0));
                }));
    }

    /** By the directory; if it learned of the caller in this moment, by what the token says. */
    private static PersonView creator(Complaint complaint, Row row, Caller caller) {
        return row.getString(1) == null
                ? new PersonView(caller.id(), caller.username(), caller.name())
                : new PersonView(complaint.createdBy(), row.getString(1), row.getString(2));
    }

    /** Reads a complaint to decide on a change of it; null when there is none. */
    public Uni<Known> read(long id) {
        return reads.preparedQuery(READ).execute(Tuple.of(id)).chain(this::known);
    }

    private Uni<Known> known(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Uni.createFrom().nullItem();
        }
        Row row = rows.iterator().next();
        return details.of(List.of(ComplaintQueries.row(row, 0, true))).map(views -> known(row, views.getFirst()));
    }

    private static Known known(Row row, ComplaintView view) {
        int at = row.size() - ComplaintQueries.UNSEEN_COUNT;
        boolean priorityChosen = row.getBoolean(at + 1);
        boolean categoryChosen = row.getBoolean(at + 2);
        return new Known(
                Complaint.of(view, row.getInteger(at), priorityChosen, categoryChosen),
                view,
                priorityChosen,
                categoryChosen);
    }

    /** Writes what was decided on a complaint that was read, with its events, of which there is one at least. */
    Uni<Outcome> write(Known known, List<ComplaintEvent> events) {
        boolean wording = known.complaint().isReworded(known.view());
        List<Object> values = values(known, events);
        if (wording) {
            known.complaint().addWordingTo(values);
        }
        return execute(wording ? CHANGE_ALL : CHANGE_ALL_BUT_WORDING, values)
                .map(row -> row.getLong(0) == 1 ? Outcome.WRITTEN : Outcome.OVERTAKEN);
    }

    /**
     * The same for what a message asked for, unless it had its effect before.
     *
     * @param consumer under whose name the message is noted; see {@link io.recourse.platform.event.Inbox}
     * @param eventId  of the message
     */
    public Uni<Outcome> writeOnce(Known known, List<ComplaintEvent> events, String consumer, String eventId) {
        List<Object> values = values(known, events);
        values.add(consumer);
        values.add(eventId);
        return execute(CHANGE_ONCE, values)
                .map(row -> row.getLong(0) == 1
                        ? Outcome.WRITTEN
                        : row.getBoolean(1) ? Outcome.REPEATED : Outcome.OVERTAKEN);
    }

    private List<Object> values(Known known, List<ComplaintEvent> events) {
        List<Object> values = new ArrayList<>(64);
        values.add(known.view().id());
        values.add(known.view().version());
        known.complaint().addChangeableTo(values);
        ledger.addTo(values, events);
        return values;
    }

    private Uni<Row> execute(String statement, List<Object> values) {
        return outbox.inStatement(() -> database.preparedQuery(statement).execute(Tuple.tuple(values)))
                .map(rows -> rows.iterator().next());
    }
}

package io.recourse.escalation.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.escalation.event.ComplaintEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** What is to be sent to webhooks, and what became of what was. */
@ApplicationScoped
public class Deliveries {

    private static final String ENQUEUE = """
            insert into webhook_delivery (id, webhook_id, event_id, event_type, body, complaint_id, people, created_at,
                queued_at, next_attempt_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8) on conflict (webhook_id, event_id) do nothing""";

    /** What a delivery said is forgotten, and it is not tried again. */
    private static final String ERASE = """
            update webhook_delivery set body = null,
                last_error = case when state = 'waiting' then 'erased before it was delivered' else last_error end,
                state = case when state = 'waiting' then 'given_up' else state end
            where body is not null and\s""";

    /** The last that is told of a complaint is not kept longer than it takes to tell it. */
    static final String BODY_AT_THE_END = "body = case when event_type = 'complaint.deleted' then null else body end";

    /** Walks along webhook_delivery_waiting; what another replica is about to claim is passed over. */
    private static final String CLAIM = """
            with due as (
                select delivery.id from webhook_delivery delivery join webhook on webhook.id = delivery.webhook_id
                where delivery.state = 'waiting' and delivery.next_attempt_at <= $1
                  and webhook.active and (webhook.paused_until is null or webhook.paused_until <= $1)
                order by delivery.next_attempt_at limit $2 for update of delivery skip locked)
            update webhook_delivery delivery set next_attempt_at = $3, attempts = attempts + 1
            from due, webhook
            where delivery.id = due.id and webhook.id = delivery.webhook_id
            returning delivery.*, webhook.url, webhook.secret""";

    private final Pool database;
    private final ObjectMapper mapper;
    private final WebhookConfig config;
    private final Clock clock;

    @Inject
    Deliveries(Pool database, ObjectMapper mapper, WebhookConfig config, Clock clock) {
        this.database = database;
        this.mapper = mapper;
        this.config = config;
        this.clock = clock;
    }

    /** Queues events for the webhooks that want them; internal ones, and those that are old, for none. */
    public Uni<Void> enqueue(SqlClient transaction, List<ComplaintEvent> events) {
        Instant now = clock.instant();
        List<ComplaintEvent> worthTelling = events.stream()
                .filter(event -> !event.isInternal())
                .filter(event -> event.occurredAt().isAfter(now.minus(config.giveUpAfter())))
                .toList();
        if (worthTelling.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // Kept from being deleted until the transaction has ended.
        return transaction
                .preparedQuery("select id, events from webhook where active for key share")
                .execute()
                .map(webhooks -> rows(webhooks, worthTelling, now))
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transaction.preparedQuery(ENQUEUE).executeBatch(rows).replaceWithVoid());
    }

    private List<Tuple> rows(RowSet<Row> webhooks, List<ComplaintEvent> events, Instant now) {
        List<Tuple> rows = new ArrayList<>();
        for (Row webhook : webhooks) {
            List<String> wanted = List.of(webhook.getArrayOfStrings("events"));
            for (ComplaintEvent event : events) {
                String type = event.kind().type();
                if (wanted.contains(type)) {
                    rows.add(Tuple.from(Arrays.asList(
                            UUID.randomUUID(),
                            webhook.getUUID("id"),
                            event.eventId(),
                            type,
                            body(event),
                            event.complaintId(),
                            people(event),
                            time(now))));
                }
            }
        }
        return rows;
    }

    private static UUID[] people(ComplaintEvent event) {
        return Stream.of(event.body().createdBy().id(), event.body().actor().id())
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
    }

    /** Forgets what was told of complaints that were deleted, but that they were. */
    public Uni<Void> eraseComplaints(SqlClient transaction, Collection<Long> complaintIds) {
        return complaintIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(ERASE + "complaint_id = any ($1) and event_type <> 'complaint.deleted'")
                        .execute(Tuple.of(complaintIds.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    /** Forgets what was told of a person who was deleted: of what they filed and did. */
    public Uni<Void> erasePerson(SqlClient transaction, UUID personId) {
        return transaction
                .preparedQuery(ERASE + "people @> array[$1::uuid]")
                .execute(Tuple.of(personId))
                .replaceWithVoid();
    }

    private String body(ComplaintEvent event) {
        try {
            return mapper.writeValueAsString(CloudEvent.of(event.message()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was read as JSON can be written", impossible);
        }
    }

    /** Takes deliveries that are due until the lease ends. */
    Uni<List<ClaimedDelivery>> claim(Instant now, Instant leaseEnd, int atMost) {
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(time(now), atMost, time(leaseEnd)))
                .map(rows -> {
                    List<ClaimedDelivery> claimed = new ArrayList<>(rows.size());
                    rows.forEach(row -> claimed.add(claimed(row)));
                    return claimed;
                });
    }

    /** Notes that a target took a delivery; its failures are forgotten. */
    Uni<Void> markDelivered(ClaimedDelivery delivery, int status) {
        // The webhook before its deliveries, as whoever deletes it does: in another order both could wait for each
        // other.
        return database.withTransaction(transaction -> transaction
                .preparedQuery("update webhook set failures = 0, paused_until = null where id = $1 and failures > 0")
                .execute(Tuple.of(delivery.webhookId()))
                .chain(() -> transaction
                        .preparedQuery("""
                                update webhook_delivery set state = 'delivered', delivered_at = $2, last_status = $3,
                                    last_error = null, %s
                                where id = $1""".formatted(BODY_AT_THE_END))
                        .execute(Tuple.of(delivery.id(), time(clock.instant()), status)))
                .replaceWithVoid());
    }

    /**
     * Notes that an attempt failed, and leaves the webhook alone for a while if too many did.
     *
     * @param status        of the answer, null when there was none
     * @param nextAttemptAt null: it is given up
     */
    Uni<Void> markFailed(ClaimedDelivery delivery, Integer status, String error, Instant nextAttemptAt) {
        Instant now = clock.instant();
        return database.withTransaction(transaction -> transaction
                .preparedQuery("""
                        update webhook set failures = failures + 1,
                            paused_until = case when failures + 1 >= $2 then $3::timestamptz end
                        where id = $1""")
                .execute(Tuple.of(delivery.webhookId(), config.failuresBeforeRest(), time(now.plus(config.rest()))))
                .chain(() -> transaction
                        .preparedQuery("""
                                update webhook_delivery set
                                    state = case when $4::timestamptz is null then 'given_up' else state end,
                                    next_attempt_at = coalesce($4, next_attempt_at), last_status = $2, last_error = $3,
                                    body = case when $4::timestamptz is null and event_type = 'complaint.deleted' then null
                                        else body end
                                where id = $1 and state = 'waiting'""")
                        .execute(Tuple.from(Arrays.asList(delivery.id(), status, error, time(nextAttemptAt)))))
                .replaceWithVoid());
    }

    private static ClaimedDelivery claimed(Row row) {
        return new ClaimedDelivery(
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getString("event_type"),
                row.getString("body"),
                row.getInteger("attempts"),
                instant(row.getOffsetDateTime("queued_at")),
                row.getString("url"),
                row.getString("secret"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

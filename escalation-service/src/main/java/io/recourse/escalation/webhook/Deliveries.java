package io.recourse.escalation.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

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
            insert into webhook_delivery (id, webhook_id, event_id, event_type, body, created_at, queued_at,
                next_attempt_at)
            values ($1, $2, $3, $4, $5, $6, $6, $6) on conflict (webhook_id, event_id) do nothing""";

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

    /**
     * Where a page begins.
     *
     * @param at when the last delivery of the page before was made
     * @param id of that delivery
     */
    record Position(Instant at, UUID id) {}

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
                    rows.add(Tuple.of(
                            UUID.randomUUID(), webhook.getUUID("id"), event.eventId(), type, body(event), time(now)));
                }
            }
        }
        return rows;
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
        return database.withTransaction(transaction -> transaction
                .preparedQuery("""
                        update webhook_delivery set state = 'delivered', delivered_at = $2, last_status = $3,
                            last_error = null
                        where id = $1""")
                .execute(Tuple.of(delivery.id(), time(clock.instant()), status))
                .chain(() -> transaction.preparedQuery("""
                                update webhook set failures = 0, paused_until = null where id = $1 and failures > 0""").execute(Tuple.of(delivery.webhookId())))
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
                        update webhook_delivery set state = case when $4::timestamptz is null then 'given_up' else state end,
                            next_attempt_at = coalesce($4, next_attempt_at), last_status = $2, last_error = $3
                        where id = $1 and state = 'waiting'""")
                .execute(Tuple.from(Arrays.asList(delivery.id(), status, error, time(nextAttemptAt))))
                .chain(() -> transaction
                        .preparedQuery("""
                                update webhook set failures = failures + 1,
                                    paused_until = case when failures + 1 >= $2 then $3::timestamptz end
                                where id = $1""")
                        .execute(Tuple.of(
                                delivery.webhookId(), config.failuresBeforeRest(), time(now.plus(config.rest())))))
                .replaceWithVoid());
    }

    /** Gives up what has waited too long, paused or not, and forgets what has been in the log long enough. */
    Uni<Void> tidy() {
        Instant now = clock.instant();
        return database.preparedQuery(
                        "update webhook_delivery set state = 'given_up' where state = 'waiting' and queued_at < $1")
                .execute(Tuple.of(time(now.minus(config.giveUpAfter()))))
                .chain(() -> database.preparedQuery("delete from webhook_delivery where queued_at < $1")
                        .execute(Tuple.of(time(now.minus(config.keepFor())))))
                .replaceWithVoid();
    }

    /** The deliveries to a webhook, newest first, from the one behind {@code after} on; null: from the newest. */
    Uni<List<DeliveryView>> newestFirst(UUID webhookId, Position after, int count) {
        Position from = after == null ? new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1)) : after;
        return database.preparedQuery("""
                        select * from webhook_delivery where webhook_id = $1 and (created_at, id) < ($2, $3)
                        order by created_at desc, id desc limit $4""")
                .execute(Tuple.of(webhookId, time(from.at()), from.id(), count))
                .map(Deliveries::views);
    }

    /** Queues a delivery again; fails with {@link WebhookNotFoundException} (404). */
    Uni<DeliveryView> replay(UUID webhookId, UUID id) {
        return database.preparedQuery("""
                        update webhook_delivery
                        set state = 'waiting', attempts = 0, queued_at = $3, next_attempt_at = $3, delivered_at = null
                        where webhook_id = $1 and id = $2 returning *""")
                .execute(Tuple.of(webhookId, id, time(clock.instant())))
                .map(rows ->
                        views(rows).stream().findFirst().orElseThrow(() -> new WebhookNotFoundException("delivery")));
    }

    private static List<DeliveryView> views(RowSet<Row> rows) {
        List<DeliveryView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String state = row.getString("state");
            views.add(new DeliveryView(
                    row.getUUID("id"),
                    row.getString("event_type"),
                    row.getString("event_id"),
                    state,
                    row.getInteger("attempts"),
                    instant(row.getOffsetDateTime("created_at")),
                    state.equals("waiting") ? instant(row.getOffsetDateTime("next_attempt_at")) : null,
                    row.getInteger("last_status"),
                    row.getString("last_error"),
                    instant(row.getOffsetDateTime("delivered_at"))));
        }
        return views;
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

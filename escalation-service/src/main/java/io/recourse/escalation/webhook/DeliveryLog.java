package io.recourse.escalation.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What became of deliveries, as administrators see it and for as long as they may. */
@ApplicationScoped
class DeliveryLog {

    private final Pool database;
    private final WebhookConfig config;
    private final Clock clock;

    @Inject
    DeliveryLog(Pool database, WebhookConfig config, Clock clock) {
        this.database = database;
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

    /**
     * Gives up what has waited too long, paused or not, and forgets what has been in the log long enough. What would wait
     * longer than anything does is tried now: the clock was set back after it was put off.
     */
    Uni<Void> tidy() {
        Instant now = clock.instant();
        return database.preparedQuery(
                        "update webhook_delivery set state = 'given_up', %s where state = 'waiting' and queued_at < $1"
                                .formatted(Deliveries.BODY_AT_THE_END))
                .execute(Tuple.of(time(now.minus(config.giveUpAfter()))))
                .chain(() ->
                        database.preparedQuery("""
                                update webhook_delivery set next_attempt_at = $1
                                where state = 'waiting' and next_attempt_at > $2""").execute(Tuple.of(time(now), time(now.plus(config.longestPause())))))
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
                .map(DeliveryLog::views);
    }

    /**
     * Queues a delivery again; fails with {@link WebhookNotFoundException} (404), or with {@link ErasedDeliveryException}
     * (409) when what it said has been erased.
     */
    Uni<DeliveryView> replay(UUID webhookId, UUID id) {
        return database.preparedQuery("""
                        update webhook_delivery
                        set state = 'waiting', attempts = 0, queued_at = $3, next_attempt_at = $3, delivered_at = null
                        where webhook_id = $1 and id = $2 and body is not null returning *""")
                .execute(Tuple.of(webhookId, id, time(clock.instant())))
                .chain(rows -> rows.size() == 0
                        ? notReplayed(webhookId, id)
                        : Uni.createFrom().item(views(rows).getFirst()));
    }

    private Uni<DeliveryView> notReplayed(UUID webhookId, UUID id) {
        return database.preparedQuery("select 1 from webhook_delivery where webhook_id = $1 and id = $2")
                .execute(Tuple.of(webhookId, id))
                .map(rows -> {
                    throw rows.size() == 0 ? new WebhookNotFoundException("delivery") : new ErasedDeliveryException();
                });
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

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

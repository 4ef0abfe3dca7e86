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

import io.quarkus.hibernate.reactive.panache.Panache;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The webhooks. */
@ApplicationScoped
class Webhooks {

    private final Pool database;
    private final Outbox outbox;
    private final WebhookSecrets secrets;
    private final Clock clock;

    @Inject
    Webhooks(Pool database, Outbox outbox, WebhookSecrets secrets, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Where a page begins.
     *
     * @param at when the last webhook of the page before was made
     * @param id of that webhook
     */
    record Position(Instant at, UUID id) {}

    /** Adds a webhook. */
    Uni<WebhookView> define(DefineWebhook request) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        List<String> events = request.events().stream().distinct().toList();
        return outbox.inTransaction(() -> Panache.getSession().chain(session -> session.createNativeQuery("""
                                        insert into webhook (id, url, events, secret, active, failures, created_at, version)
                                        values (?1, ?2, string_to_array(?3, ','), ?4, true, 0, ?5, 1)""")
                        .setParameter(1, id)
                        .setParameter(2, request.url())
                        .setParameter(3, String.join(",", events))
                        .setParameter(4, secrets.store(id, request.secret()))
                        .setParameter(5, time(now))
                        .executeUpdate()))
                .replaceWith(new WebhookView(id, request.url(), events, true, 0, null, now, 1));
    }

    /** Webhooks in the order in which they were made, from the one behind {@code after} on; null: from the first. */
    Uni<List<WebhookView>> oldestFirst(Position after, int count) {
        Position from = after == null ? new Position(Instant.EPOCH, new UUID(0, 0)) : after;
        return database.preparedQuery("""
                        select * from webhook where (created_at, id) > ($1, $2) order by created_at, id limit $3""")
                .execute(Tuple.of(time(from.at()), from.id(), count))
                .map(Webhooks::views);
    }

    /** A webhook; fails with {@link WebhookNotFoundException} (404). */
    Uni<WebhookView> find(UUID id) {
        return database.preparedQuery("select * from webhook where id = $1")
                .execute(Tuple.of(id))
                .map(Webhooks::only);
    }

    /**
     * Changes a webhook; one that is made active begins without failures.
     *
     * @param ifMatch entity tag of the webhook that the decision was made on, null: on any
     */
    Uni<WebhookView> change(UUID id, ChangeWebhook request, String ifMatch) {
        String secret = request.secret() == null ? null : secrets.store(id, request.secret());
        String[] events = request.events() == null
                ? null
                : request.events().stream().distinct().toArray(String[]::new);
        return database.withTransaction(transaction -> lock(transaction, id, ifMatch)
                .chain(() -> transaction
                        .preparedQuery("""
                                update webhook set url = coalesce($2, url), events = coalesce($3, events),
                                    secret = coalesce($4, secret), active = coalesce($5, active),
                                    failures = case when $5 then 0 else failures end,
                                    paused_until = case when $5 then null else paused_until end,
                                    version = version + 1
                                where id = $1 returning *""")
                        .execute(Tuple.of(id, request.url(), events, secret, request.active())))
                .map(Webhooks::only));
    }

    /** Deletes a webhook with its deliveries. */
    Uni<Void> delete(UUID id, String ifMatch) {
        return database.withTransaction(transaction -> lock(transaction, id, ifMatch)
                .chain(() -> transaction
                        .preparedQuery("delete from webhook where id = $1")
                        .execute(Tuple.of(id)))
                .replaceWithVoid());
    }

    private static Uni<WebhookView> lock(SqlClient transaction, UUID id, String ifMatch) {
        return transaction
                .preparedQuery("select * from webhook where id = $1 for update")
                .execute(Tuple.of(id))
                .map(Webhooks::only)
                .invoke(present -> Preconditions.requireMatch(ifMatch, present.version()));
    }

    private static WebhookView only(RowSet<Row> rows) {
        return views(rows).stream().findFirst().orElseThrow(() -> new WebhookNotFoundException("webhook"));
    }

    private static List<WebhookView> views(RowSet<Row> rows) {
        List<WebhookView> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime pausedUntil = row.getOffsetDateTime("paused_until");
            views.add(new WebhookView(
                    row.getUUID("id"),
                    row.getString("url"),
                    List.of(row.getArrayOfStrings("events")),
                    row.getBoolean("active"),
                    row.getInteger("failures"),
                    pausedUntil == null ? null : pausedUntil.toInstant(),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getLong("version")));
        }
        return views;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

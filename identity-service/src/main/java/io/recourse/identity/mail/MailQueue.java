package io.recourse.identity.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.identity.key.OpaqueToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The links in the database as those see them who mail them. */
@ApplicationScoped
class MailQueue {

    /** Walks along mailed_link_waiting; what another replica is about to claim is passed over. */
    private static final String CLAIM = """
            with due as (
                select account_id, purpose from mailed_link
                where next_attempt_at <= $1 order by next_attempt_at limit $2 for update skip locked)
            update mailed_link link set next_attempt_at = $3, attempts = link.attempts + 1
            from due join account on account.id = due.account_id
            where link.account_id = due.account_id and link.purpose = due.purpose
            returning link.account_id, link.purpose, link.attempts, account.username, account.email""";

    /** In the transaction of the claim, so that of two replicas the later one's token is the one that works. */
    private static final String ISSUE =
            "update mailed_link set token_hash = $3, expires_at = $4 where account_id = $1 and purpose = $2";

    private final Pool database;
    private final LinkConfig config;

    @Inject
    MailQueue(Pool database, LinkConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Takes mails that are due until the lease ends, and issues their tokens. */
    Uni<List<OwedMail>> claim(Instant now, Instant leaseEnd, int atMost) {
        return database.withTransaction(transaction -> transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(time(now), atMost, time(leaseEnd)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(MailQueue::owed)
                        .toList())
                .call(owed -> issue(transaction, owed, now)));
    }

    private Uni<Void> issue(SqlConnection transaction, List<OwedMail> owed, Instant now) {
        List<Tuple> tokens = owed.stream()
                .map(mail -> Tuple.of(
                        mail.accountId(),
                        mail.purpose().toString(),
                        OpaqueToken.hash(mail.token()),
                        time(now.plus(config.lifetime(mail.purpose())))))
                .toList();
        return tokens.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(ISSUE).executeBatch(tokens).replaceWithVoid();
    }

    /** The server has taken the mail; unless another one is owed by now, nothing is left to do. */
    Uni<Void> markSent(OwedMail mail) {
        return database.preparedQuery(
                        "update mailed_link set next_attempt_at = null, last_error = null where token_hash = $1")
                .execute(Tuple.of(OpaqueToken.hash(mail.token())))
                .replaceWithVoid();
    }

    Uni<Void> markFailed(OwedMail mail, String error, Instant nextAttemptAt) {
        return database.preparedQuery(
                        "update mailed_link set next_attempt_at = $2, last_error = $3 where token_hash = $1")
                .execute(Tuple.of(OpaqueToken.hash(mail.token()), time(nextAttemptAt), error))
                .replaceWithVoid();
    }

    /** Forgets the mails that were asked for before an instant and have waited since; gives how many. */
    Uni<Integer> giveUp(Instant before) {
        return database.preparedQuery("delete from mailed_link where next_attempt_at is not null and requested_at < $1")
                .execute(Tuple.of(time(before)))
                .map(deleted -> deleted.rowCount());
    }

    /** Forgets the links that nobody has used in time. */
    Uni<Void> forgetExpired(Instant now) {
        return database.preparedQuery("delete from mailed_link where next_attempt_at is null and expires_at < $1")
                .execute(Tuple.of(time(now)))
                .replaceWithVoid();
    }

    private static OwedMail owed(Row row) {
        return new OwedMail(
                row.getUUID("account_id"),
                LinkPurpose.fromString(row.getString("purpose")),
                OpaqueToken.newText(),
                row.getString("username"),
                row.getString("email"),
                row.getInteger("attempts"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

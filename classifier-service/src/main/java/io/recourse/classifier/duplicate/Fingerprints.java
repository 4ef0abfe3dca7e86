package io.recourse.classifier.duplicate;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The fingerprints of complaints' texts. */
@ApplicationScoped
class Fingerprints {

    private static final int DELETED_AT_ONCE = 10_000;

    private static final String ADD = """
            insert into text_fingerprint (complaint_id, customer, service_type_id, fingerprint, filed_at)
            values ($1, $2, $3, $4, $5) on conflict (complaint_id) do nothing""";

    /** Keeps the latest of a customer: the one behind them is found in the index, and goes with all before it. */
    private static final String KEEP_LATEST = """
            delete from text_fingerprint where customer = $1 and complaint_id <= (
                select complaint_id from text_fingerprint where customer = $1
                order by complaint_id desc offset $2 limit 1)""";

    /** Two reads of an index, each of so many rows at most. */
    private static final String EARLIER = """
            (select complaint_id, customer, fingerprint from text_fingerprint
                where customer = $1 and complaint_id < $3 order by complaint_id desc limit $4)
            union
            (select complaint_id, customer, fingerprint from text_fingerprint
                where service_type_id = $2 and complaint_id < $3 order by complaint_id desc limit $4)""";

    private final Pool database;
    private final DuplicateConfig config;
    private final Clock clock;

    @Inject
    Fingerprints(Pool database, DuplicateConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** A fingerprint that is kept, and whose complaint's it is. */
    record Kept(long complaintId, UUID customer, Fingerprint fingerprint) {}

    /** Keeps the fingerprint of a complaint, and of its customer no more than the latest. */
    Uni<Void> add(long complaintId, UUID customer, Integer serviceTypeId, Fingerprint fingerprint, Instant filedAt) {
        Tuple row = Tuple.of(complaintId, customer, serviceTypeId, Buffer.buffer(fingerprint.bytes()), utc(filedAt));
        return database.preparedQuery(ADD)
                .execute(row)
                .chain(() -> database.preparedQuery(KEEP_LATEST).execute(Tuple.of(customer, config.among())))
                .replaceWithVoid();
    }

    /** The latest fingerprints of a customer, and of a service type (if not null), of complaints before one. */
    Uni<List<Kept>> earlier(UUID customer, Integer serviceTypeId, long before) {
        return database.preparedQuery(EARLIER)
                .execute(Tuple.of(customer, serviceTypeId, before, config.among()))
                .map(rows -> {
                    List<Kept> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(new Kept(
                                row.getLong("complaint_id"),
                                row.getUUID("customer"),
                                Fingerprint.of(row.getBuffer("fingerprint").getBytes())));
                    }
                    return found;
                });
    }

    Uni<Void> remove(long complaintId) {
        return database.preparedQuery("delete from text_fingerprint where complaint_id = $1")
                .execute(Tuple.of(complaintId))
                .replaceWithVoid();
    }

    Uni<Void> removeAllOf(UUID customer) {
        return database.preparedQuery("delete from text_fingerprint where customer = $1")
                .execute(Tuple.of(customer))
                .replaceWithVoid();
    }

    /** Works when duplicates are no longer looked for, too. */
    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> forgetTheOld() {
        return database.preparedQuery("""
                        delete from text_fingerprint where ctid = any (array(
                            select ctid from text_fingerprint where filed_at < $1 order by filed_at limit $2))""")
                .execute(Tuple.of(utc(clock.instant().minus(config.within())), DELETED_AT_ONCE))
                .chain(result -> result.rowCount() == DELETED_AT_ONCE
                        ? forgetTheOld()
                        : Uni.createFrom().voidItem());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

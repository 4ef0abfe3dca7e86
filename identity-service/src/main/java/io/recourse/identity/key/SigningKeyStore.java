package io.recourse.identity.key;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** The signing keys in the database, where all replicas find them. */
@ApplicationScoped
class SigningKeyStore {

    /** Any number that no other lock of the database has. */
    private static final long LOCK = 0x4b_45_59_53L;

    private static final String NEWEST_FIRST = " order by signs_from desc nulls first, ready_at desc, kid";

    private final Pool database;
    private final KeyVault vault;

    @Inject
    SigningKeyStore(Pool database, KeyVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** What of a key may change, or tells it from others. */
    record Turn(String kid, Instant signsFrom) {

        static Turn of(SigningKey key) {
            return new Turn(key.kid(), key.signsFrom());
        }
    }

    /** All keys: those in reserve, then those that sign or have signed, the newest first. */
    Uni<List<SigningKey>> all() {
        return database.query("select * from signing_key" + NEWEST_FIRST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::read)
                        .toList());
    }

    /** The same, without the keys themselves. */
    Uni<List<Turn>> turns() {
        return database.query("select kid, signs_from from signing_key" + NEWEST_FIRST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Turn(row.getString("kid"), instant(row, "signs_from")))
                        .toList());
    }

    /** Stores the first key, unless another replica was faster. */
    Uni<Void> addFirst(SigningKey key) {
        return addUnless("select 1 from signing_key limit 1", 1, key);
    }

    /** Stores a key in reserve, unless there are so many already. */
    Uni<Void> addReserve(SigningKey key, int wanted) {
        return addUnless("select 1 from signing_key where signs_from is null", wanted, key);
    }

    private Uni<Void> addUnless(String present, int enough, SigningKey key) {
        return database.withTransaction(transaction -> transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .chain(() -> transaction.query(present).execute())
                .chain(rows -> rows.size() < enough
                        ? insert(transaction, key)
                        : Uni.createFrom().voidItem()));
    }

    /**
     * Has the key that is longest in reserve sign, in the transaction of the current Hibernate session.
     *
     * @param newestSignsBefore only if no key has begun to sign since then
     * @return its id; null when there is none in reserve, or it is too early
     */
    Uni<String> promote(Instant now, Instant newestSignsBefore) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select pg_advisory_xact_lock(?1)", Object.class)
                        .setParameter(1, LOCK)
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery("""
                                select kid from signing_key
                                where signs_from is null and not exists (
                                    select 1 from signing_key where signs_from >= ?1)
                                order by ready_at, kid limit 1""", String.class)
                                .setParameter(1, utc(newestSignsBefore))
                                .getSingleResultOrNull())
                        .call(kid -> kid == null
                                ? Uni.createFrom().voidItem()
                                : session.createNativeQuery(
                                                "update signing_key set signs_from = greatest(ready_at, ?1) where kid = ?2")
                                        .setParameter(1, utc(now))
                                        .setParameter(2, kid)
                                        .executeUpdate()));
    }

    /**
     * Deletes the keys whose successor signs since long ago.
     *
     * @param successorSignedBefore every token of the successor's predecessors of that time is dead
     */
    Uni<Void> deleteSupersededBefore(Instant successorSignedBefore) {
        return database.preparedQuery("""
                        delete from signing_key old where exists (
                            select 1 from signing_key successor
                            where successor.signs_from > old.signs_from and successor.signs_from < $1)""")
                .execute(Tuple.of(utc(successorSignedBefore)))
                .replaceWithVoid();
    }

    private Uni<Void> insert(SqlClient client, SigningKey key) {
        return client.preparedQuery("""
                        insert into signing_key (kid, public_key, sealed_private_key, created_at, ready_at, signs_from)
                        values ($1, $2, $3, $4, $5, $6)""")
                .execute(Tuple.from(Arrays.asList(
                        key.kid(),
                        Buffer.buffer(key.publicKey().getEncoded()).getDelegate(),
                        Buffer.buffer(vault.seal(key.kid(), key.privateKey().getEncoded()))
                                .getDelegate(),
                        utc(key.createdAt()),
                        utc(key.readyAt()),
                        utc(key.signsFrom()))))
                .replaceWithVoid();
    }

    private SigningKey read(Row row) {
        String kid = row.getString("kid");
        return SigningKey.read(
                kid,
                row.getBuffer("public_key").getBytes(),
                vault.open(kid, row.getBuffer("sealed_private_key").getBytes()),
                instant(row, "created_at"),
                instant(row, "ready_at"),
                instant(row, "signs_from"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

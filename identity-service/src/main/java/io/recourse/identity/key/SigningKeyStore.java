package io.recourse.identity.key;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
    private static final long FIRST_KEY_LOCK = 0x4b_45_59_53L;

    private final Pool database;
    private final KeyVault vault;

    @Inject
    SigningKeyStore(Pool database, KeyVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** All keys, the newest first. */
    Uni<List<SigningKey>> all() {
        return database.query("select * from signing_key order by signs_from desc, kid")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::read)
                        .toList());
    }

    /** The ids of all keys, the newest first. */
    Uni<List<String>> ids() {
        return database.query("select kid from signing_key order by signs_from desc, kid")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("kid"))
                        .toList());
    }

    /** Stores a key. */
    Uni<Void> add(SigningKey key) {
        return insert(database, key);
    }

    /** Stores the first key, unless another replica was faster. */
    Uni<Void> addFirst(SigningKey key) {
        return database.withTransaction(transaction -> transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(FIRST_KEY_LOCK))
                .chain(() ->
                        transaction.query("select 1 from signing_key limit 1").execute())
                .chain(rows -> rows.size() == 0
                        ? insert(transaction, key)
                        : Uni.createFrom().voidItem()));
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
                        insert into signing_key (kid, public_key, sealed_private_key, created_at, signs_from)
                        values ($1, $2, $3, $4, $5)""")
                .execute(Tuple.from(List.of(
                        key.kid(),
                        Buffer.buffer(key.publicKey().getEncoded()).getDelegate(),
                        Buffer.buffer(vault.seal(key.kid(), key.privateKey().getEncoded()))
                                .getDelegate(),
                        utc(key.createdAt()),
                        utc(key.signsFrom()))))
                .replaceWithVoid();
    }

    private SigningKey read(Row row) {
        String kid = row.getString("kid");
        return SigningKey.read(
                kid,
                row.getBuffer("public_key").getBytes(),
                vault.open(kid, row.getBuffer("sealed_private_key").getBytes()),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("signs_from").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

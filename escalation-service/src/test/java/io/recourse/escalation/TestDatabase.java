package io.recourse.escalation;

import java.time.Duration;

import io.quarkus.arc.Arc;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Looks into the service's database. */
final class TestDatabase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestDatabase() {}

    static void execute(String sql, Object... parameters) {
        pool().preparedQuery(sql).execute(Tuple.from(parameters)).await().atMost(PATIENCE);
    }

    /** Changes rows; gives how many. */
    static int update(String sql, Object... parameters) {
        return pool().preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(PATIENCE)
                .rowCount();
    }

    static long count(String sql, Object... parameters) {
        return pool().preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    static Pool pool() {
        return Arc.container().instance(Pool.class).get();
    }
}

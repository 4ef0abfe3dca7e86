package io.recourse.platform.database;

import java.util.ArrayList;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * Pools whose connections keep statements of any length that we write prepared. The driver's own limit is 2,048
 * characters; whatever is longer PostgreSQL would parse and plan anew each time, which costs more than most of them do.
 */
@Singleton
public class LongStatements implements PgPoolCreator {

    private static final int LONGEST_CHARACTERS = 16_384;

    @Override
    public Pool create(Input input) {
        return pool(input);
    }

    /** A pool as its settings say, whose connections keep long statements prepared, too. */
    public static Pool pool(Input input) {
        for (PgConnectOptions options : input.pgConnectOptionsList()) {
            options.setPreparedStatementCacheSqlLimit(LONGEST_CHARACTERS);
        }
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(new ArrayList<SqlConnectOptions>(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}

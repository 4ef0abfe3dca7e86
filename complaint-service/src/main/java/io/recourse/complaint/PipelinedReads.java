package io.recourse.complaint;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.recourse.platform.database.WatchedPool;
import io.vertx.sqlclient.Pool;

/**
 * Connections for statements that are quick whatever is asked for: many of them are under way on one connection at a time,
 * which spares both ends most of their system calls.
 */
@Singleton
@ReactiveDataSource("reads")
class PipelinedReads implements PgPoolCreator {

    private final WatchedPool pools;

    @Inject
    PipelinedReads(WatchedPool pools) {
        this.pools = pools;
    }

    @Override
    public Pool create(Input input) {
        return pools.create(input);
    }
}

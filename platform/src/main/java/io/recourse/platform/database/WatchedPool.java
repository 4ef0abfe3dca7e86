package io.recourse.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the pools of connections that the whole service uses, of connections to a {@link WatchedDatabase}. They keep
 * statements of any length that we write prepared. The driver's own limit is 2,048 characters; whatever is longer
 * PostgreSQL would parse and plan anew each time, which costs more than most of them do.
 */
@ApplicationScoped
public class WatchedPool implements PgPoolCreator {

    private static final int LONGEST_STATEMENT_CHARACTERS = 16_384;

    private final Duration patience;
    private final String plans;
    private final List<WatchedDatabase> databases = new CopyOnWriteArrayList<>();

    @Inject
    WatchedPool(
            @ConfigProperty(name = "recourse.database.answers-within") Duration patience,
            @ConfigProperty(name = "recourse.database.plans") String plans) {
        this.patience = patience;
        this.plans = plans;
    }

    /** What the connection provider is deprecated for can fail a connection, but not give up one that hangs. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        for (PgConnectOptions options : input.pgConnectOptionsList()) {
            options.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT_CHARACTERS);
        }
        WatchedDatabase database = new WatchedDatabase(input.vertx(), input.pgConnectOptionsList(), patience, plans);
        databases.add(database);
        database.start();
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build()
                .connectionProvider(database::connect);
    }

    void stop(@Observes ShutdownEvent stopping) {
        databases.forEach(WatchedDatabase::close);
    }
}

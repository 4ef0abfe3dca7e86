package io.recourse.platform.database;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the pool of connections that the whole service uses, of connections to a {@link WatchedDatabase}. */
@ApplicationScoped
public class WatchedPool implements PgPoolCreator {

    private final Duration patience;
    private WatchedDatabase database;

    @Inject
    WatchedPool(@ConfigProperty(name = "recourse.database.answers-within") Duration patience) {
        this.patience = patience;
    }

    /** What the connection provider is deprecated for can fail a connection, but not give up one that hangs. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        database = new WatchedDatabase(input.vertx(), input.pgConnectOptionsList(), patience);
        database.start();
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build()
                .connectionProvider(database::connect);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (database != null) {
            database.close();
        }
    }
}

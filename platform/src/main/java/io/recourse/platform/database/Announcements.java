package io.recourse.platform.database;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * Hears what transactions announce on a channel of PostgreSQL ({@code NOTIFY}), on a connection of the pool that it keeps.
 *
 * <p>It announces something itself twice a second. What it heard of that tells whether it has heard everything: PostgreSQL
 * delivers in the order of the commits. So neither a connection that is cut off without a word, nor a pooler in between that
 * loses announcements, goes unnoticed for longer than {@link #BEHIND_AT_MOST_MILLIS}.
 */
public final class Announcements {

    /** How old the newest announcement that was certainly heard may be, if {@link #areHeard} says that they are heard. */
    public static final long BEHIND_AT_MOST_MILLIS = 1_500;

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private static final long TICK_MILLIS = 500;
    private static final long PAUSE_MILLIS = 5_000;
    private static final String OWN = "heard ";

    private final Vertx vertx;
    private final Pool pool;
    private final String channel;
    private final Consumer<String> heard;
    private final Runnable missed;
    private final String own = OWN + UUID.randomUUID() + " ";

    private volatile long heardUntil = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    private volatile boolean closed;
    private volatile SqlConnection connection;
    private volatile long connectedAt;

    /**
     * Prepares to listen.
     *
     * @param channel a name of lower case letters and underscores
     * @param heard   takes what was announced, on whatever thread
     * @param missed  called when it begins to listen: whatever was announced before may have been missed
     */
    public Announcements(Vertx vertx, Pool pool, String channel, Consumer<String> heard, Runnable missed) {
        this.vertx = vertx;
        this.pool = pool;
        this.channel = channel;
        this.heard = heard;
        this.missed = missed;
    }

    /** Begins to listen, and goes on until it is closed. */
    public void start() {
        connect();
    }

    /** Stops listening. */
    public void close() {
        closed = true;
        SqlConnection listening = connection;
        if (listening != null) {
            listening.close();
        }
    }

    /** Announces something to all who listen to the channel, this one too. */
    public Future<Void> announce(String text) {
        return announce(pool, text);
    }

    private Future<Void> announce(SqlClient client, String text) {
        return client.preparedQuery("select pg_notify($1, $2)")
                .execute(Tuple.of(channel, text))
                .mapEmpty();
    }

    /** Whether everything was heard that was announced more than {@link #BEHIND_AT_MOST_MILLIS} ago. */
    public boolean areHeard() {
        return System.nanoTime() - heardUntil < TimeUnit.MILLISECONDS.toNanos(BEHIND_AT_MOST_MILLIS);
    }

    private void connect() {
        if (closed) {
            return;
        }
        pool.getConnection()
                .compose(connected -> {
                    connected.closeHandler(lost -> {
                        if (connection == connected) {
                            connection = null;
                            later();
                        }
                    });
                    PgConnection.cast(connected).notificationHandler(this::receive);
                    return connected
                            .query("listen " + channel)
                            .execute()
                            .map(connected)
                            .onFailure(refused -> connected.close());
                })
                .onFailure(failure -> {
                    LOG.debugf(failure, "Nothing is heard on %s", channel);
                    later();
                })
                .onSuccess(connected -> {
                    missed.run();
                    connectedAt = System.nanoTime();
                    connection = connected;
                    tick(connected);
                });
    }

    private void later() {
        if (!closed) {
            vertx.setTimer(PAUSE_MILLIS, timer -> connect());
        }
    }

    private void tick(SqlConnection listening) {
        if (closed || connection != listening) {
            return;
        }
        if (!areHeard() && System.nanoTime() - connectedAt > TimeUnit.MILLISECONDS.toNanos(BEHIND_AT_MOST_MILLIS)) {
            connection = null;
            giveBack(listening);
            later();
            return;
        }
        announce(listening, own + System.nanoTime())
                .onFailure(failure -> LOG.debugf(failure, "Nothing was announced on %s", channel));
        vertx.setTimer(TICK_MILLIS, timer -> tick(listening));
    }

    /** For others to use, who are to hear nothing. */
    private static void giveBack(SqlConnection listening) {
        listening.query("unlisten *").execute().onComplete(deaf -> listening.close());
    }

    private void receive(PgNotification notification) {
        String text = notification.getPayload();
        if (text.startsWith(own)) {
            heardUntil = Long.parseLong(text.substring(own.length()));
        } else if (!text.startsWith(OWN)) {
            heard.accept(text);
        }
    }
}

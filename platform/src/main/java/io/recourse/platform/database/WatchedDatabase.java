package io.recourse.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.spi.ConnectionFactory;
import org.jboss.logging.Logger;

/**
 * Notices that a database no longer answers, although its connections stand: it hangs, or the network swallows what is
 * sent. The driver would wait for as long as the connection stands, and with it every request. All connections are closed
 * then, which fails what waits for them, and there are no new ones until the database answers again.
 *
 * <p>Asked is a connection that does nothing else, so that no lock and no long statement is taken for silence; and time
 * counts by ticks that follow each other, so that a JVM that stands still itself does not take that for silence either.
 */
final class WatchedDatabase {

    private static final Logger LOG = Logger.getLogger(WatchedDatabase.class);

    private static final long TICK_MILLIS = 250;

    /**
     * A replica that hangs or is cut off in the middle of a transaction must not hold its locks for long, that of the
     * outbox above all. The relay waits for Kafka in its transaction: seconds, and more only when Kafka is slow and one
     * key has many events.
     */
    private static final String SETTINGS = "set idle_in_transaction_session_timeout = '60s'; set plan_cache_mode = %s";

    /** Operator intervention: it shuts down, or it has not yet started. */
    private static final String UNAVAILABLE = "57";

    private final Vertx vertx;
    private final Context context;
    private final List<PgConnectOptions> servers;
    private final String settings;
    private final ConnectionFactory factory;
    private final int ticksToAnswer;
    private final AtomicInteger connects = new AtomicInteger();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Set<Promise<SqlConnection>> connecting = ConcurrentHashMap.newKeySet();

    private volatile boolean away;
    private volatile boolean closed;

    // What follows is of the context alone.
    private SqlConnection asked;
    private int question;
    private int ticksWithoutAnswer = -1;

    /**
     * Prepares the watch.
     *
     * @param servers that are connected to in turn
     * @param patience how long the database may be silent, in steps of a quarter of a second
     * @param plans    PostgreSQL's {@code plan_cache_mode} of each connection. It is set here because a pooler between us
     *                 and the database takes no such thing when it is connected to
     */
    WatchedDatabase(Vertx vertx, List<PgConnectOptions> servers, Duration patience, String plans) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.servers = servers;
        this.settings = SETTINGS.formatted(plans);
        this.ticksToAnswer = (int) Math.max(1, patience.toMillis() / TICK_MILLIS);
        this.factory = PgDriver.INSTANCE.createConnectionFactory(vertx, servers.getFirst());
    }

    void start() {
        context.runOnContext(go -> tick());
    }

    void close() {
        closed = true;
    }

    /** A new connection; fails at once while the database does not answer. */
    Future<SqlConnection> connect(Context caller) {
        if (away) {
            return Future.failedFuture(noAnswer());
        }
        Promise<SqlConnection> promise = Promise.promise();
        connecting.add(promise);
        factory.connect(caller, nextServer()).compose(this::settle).onComplete(connected -> {
            connecting.remove(promise);
            if (connected.failed()) {
                promise.tryFail(connected.cause());
            } else if (remember(connected.result())) {
                if (!promise.tryComplete(connected.result())) {
                    // It was given up while the database was silent, and would have no owner.
                    connected.result().close();
                }
            } else {
                promise.tryFail(noAnswer());
            }
        });
        if (away) {
            promise.tryFail(noAnswer());
        }
        return promise.future();
    }

    private Future<SqlConnection> settle(SqlConnection connection) {
        return connection.query(settings).execute().map(connection);
    }

    private PgConnectOptions nextServer() {
        return servers.get(Math.floorMod(connects.getAndIncrement(), servers.size()));
    }

    /** False for one that comes too late: then it is closed. */
    private boolean remember(SqlConnection connection) {
        Channel channel = channel(connection);
        connections.add(channel);
        if (away) {
            channel.close();
            return false;
        }
        return true;
    }

    private static Channel channel(SqlConnection connection) {
        SocketConnectionBase socket = (SocketConnectionBase) ((SqlConnectionBase<?>) connection).unwrap();
        return socket.socket().channelHandlerContext().channel();
    }

    private static VertxException noAnswer() {
        return new VertxException("no connection: the database does not answer", true);
    }

    private void tick() {
        if (closed) {
            return;
        }
        if (ticksWithoutAnswer < 0) {
            ask();
        } else if (++ticksWithoutAnswer >= ticksToAnswer) {
            giveUp("it has been silent for too long");
        }
        vertx.setTimer(TICK_MILLIS, timer -> tick());
    }

    private void ask() {
        int mine = ++question;
        ticksWithoutAnswer = 0;
        if (asked == null) {
            factory.connect(context, nextServer()).onComplete(connected -> {
                if (mine != question) {
                    if (connected.succeeded()) {
                        channel(connected.result()).close();
                    }
                } else if (connected.succeeded()) {
                    asked = connected.result();
                    answered();
                } else if (connected.cause() instanceof PgException refusal && !isUnavailable(refusal)) {
                    // It says no, for instance for having too many connections: so it answers.
                    answered();
                } else {
                    giveUp(String.valueOf(connected.cause().getMessage()));
                }
            });
        } else {
            asked.query("select 1").execute().onComplete(rows -> {
                if (mine == question) {
                    if (rows.failed()) {
                        // Somebody may have closed this connection alone.
                        channel(asked).close();
                        asked = null;
                        ask();
                    } else {
                        answered();
                    }
                }
            });
        }
    }

    private static boolean isUnavailable(PgException refusal) {
        return refusal.getSqlState() != null && refusal.getSqlState().startsWith(UNAVAILABLE);
    }

    private void answered() {
        ticksWithoutAnswer = -1;
        if (away) {
            away = false;
            LOG.info("The database answers again");
        }
    }

    private void giveUp(String why) {
        question++;
        ticksWithoutAnswer = -1;
        if (asked != null) {
            channel(asked).close();
            asked = null;
        }
        if (!away) {
            away = true;
            LOG.warnf("The database does not answer: %s", why);
        }
        connections.close();
        connecting.forEach(promise -> promise.tryFail(noAnswer()));
    }
}

package io.recourse.platform.database;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WatchedDatabaseTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Which takes connections and says nothing: like one whose processes are stopped. */
    @Test
    void givesUpWhatWaitsForAServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            WatchedDatabase database = watch(silent.getLocalPort());

            assertTrue(failure(database).contains("does not answer"));
            // At once now, however long the server would take.
            assertTrue(failure(database).contains("does not answer"));
        }
    }

    @Test
    void saysSoWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        WatchedDatabase database = watch(port);

        assertTrue(failure(database).contains("onnection"));
    }

    private WatchedDatabase watch(int port) {
        WatchedDatabase database = new WatchedDatabase(
                vertx,
                List.of(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setUser("somebody")
                        .setPassword("secret")
                        .setDatabase("nothing")),
                Duration.ofMillis(500),
                "auto");
        database.start();
        return database;
    }

    private String failure(WatchedDatabase database) {
        return assertThrows(ExecutionException.class, () -> connect(database).hashCode())
                .getCause()
                .getMessage();
    }

    private SqlConnection connect(WatchedDatabase database) throws Exception {
        return database.connect(vertx.getOrCreateContext())
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}

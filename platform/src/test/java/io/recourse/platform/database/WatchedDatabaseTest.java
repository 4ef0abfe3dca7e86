package io.recourse.platform.database;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
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

    /** They would stay until PostgreSQL has no room for others. */
    @Test
    void keepsNoConnectionThatNobodyWaitsForAnyMore() throws Exception {
        try (HesitantServer server = new HesitantServer()) {
            WatchedDatabase database = watch(server.port());
            assertTrue(failure(database).contains("does not answer"));

            server.answerNewOnes();
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> connect(database) != null);
            server.answerAll();

            await().atMost(Duration.ofSeconds(20)).until(() -> server.heldConnections() == 0);
        }
    }

    /** As much of PostgreSQL as a connection needs; those who come first are not answered until later. */
    private static final class HesitantServer implements AutoCloseable {
        private static final byte[] WELCOME =
                "R\0\0\0\10\0\0\0\0S\0\0\0\31client_encoding\0UTF8\0Z\0\0\0\5I".getBytes(ISO_8859_1);
        private static final byte[] DONE = "C\0\0\0\10SET\0Z\0\0\0\5I".getBytes(ISO_8859_1);

        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final CountDownLatch all = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();
        private volatile boolean hesitates = true;

        HesitantServer() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        void answerNewOnes() {
            hesitates = false;
        }

        void answerAll() {
            all.countDown();
        }

        int heldConnections() {
            return held.get();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listening.accept();
                    boolean holds = hesitates;
                    held.addAndGet(holds ? 1 : 0);
                    Thread.ofVirtual().start(() -> serve(client, holds));
                }
            } catch (IOException closed) {
                // The end of the test.
            }
        }

        private void serve(Socket client, boolean holds) {
            try (client) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                in.skipNBytes(in.readInt() - 4);
                if (holds) {
                    all.await();
                }
                client.getOutputStream().write(WELCOME);
                while (in.readByte() == 'Q') {
                    in.skipNBytes(in.readInt() - 4);
                    client.getOutputStream().write(DONE);
                }
            } catch (IOException gone) {
                // The client has hung up.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                held.addAndGet(holds ? -1 : 0);
            }
        }

        @Override
        public void close() throws IOException {
            all.countDown();
            listening.close();
        }
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

package io.recourse.platform.load;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequestLimitTest {
    private static final String READ = "GET /api HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final String WRITE = "POST /api HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\n\r\nabc";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<RoutingContext> waiting = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        RequestLimit limit = new RequestLimit(2, metrics);
        Router router = Router.router(vertx);
        router.route().handler(limit::handle);
        router.route("/q/health").handler(routing -> routing.end("up"));
        router.route("/quick").handler(routing -> routing.end("quick"));
        router.route().handler(waiting::add);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeAgain() throws Exception {
        occupy(READ, 1);
        occupy(WRITE, 2);

        String answer = ask(open(), WRITE);

        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("Retry-After: 1"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(1, metrics.counter("recourse.http.refused").count());
    }

    @Test
    void letsTheNextOneInWhenOneIsDone() throws Exception {
        occupy(READ, 1);
        Socket second = occupy(READ, 2);
        Socket third = open();
        assertTrue(ask(third, WRITE).startsWith("HTTP/1.1 503 "));

        waiting.remove().end();
        second.close();

        // On the connection on which one was refused, too.
        eventually(() -> ask(third, READ.replace("/api", "/quick")).startsWith("HTTP/1.1 200 "));
        assertTrue(ask(open(), READ.replace("/api", "/quick")).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void countsNeitherStreamsNorTheOperator() throws Exception {
        for (int i = 1; i <= 3; i++) {
            occupy(READ.replace("\r\n\r\n", "\r\nAccept: text/event-stream\r\n\r\n"), i);
        }
        occupy(READ, 4);
        occupy(READ, 5);

        assertTrue(ask(open(), READ.replace("/api", "/q/health")).startsWith("HTTP/1.1 200 "));
        assertTrue(ask(open(), READ).startsWith("HTTP/1.1 503 "));
    }

    @Test
    void whoSendsSlowlyKeepsNobodyOut() throws Exception {
        for (int i = 1; i <= 3; i++) {
            occupy(WRITE.substring(0, WRITE.length() - 1), i);
        }

        eventually(() -> ask(open(), READ.replace("/api", "/quick")).startsWith("HTTP/1.1 200 "));
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    /** Sends what stays without an answer, and returns when that many do. */
    private Socket occupy(String request, int count) throws Exception {
        Socket socket = open();
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        eventually(() -> waiting.size() == count);
        return socket;
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        byte[] answer = new byte[4096];
        return new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)), StandardCharsets.UTF_8);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "not within 30 s");
            Thread.onSpinWait();
        }
    }
}

package io.recourse.local.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import io.recourse.embedded.FreePort;
import io.recourse.local.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that two servers in a row could understand differently, and clients that hold a connection and say nothing. */
class HostileRequestsTest {

    private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(60).toMillis();
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final String NEXT = "GET /api/users?smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final int port = FreePort.find();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket service;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
        gateway = Gateway.start(
                "127.0.0.1",
                port,
                Map.of(Service.IDENTITY, service.getLocalPort()),
                Duration.ofSeconds(5),
                RateLimits.of(10_000, 10_000),
                Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        service.close();
    }

    static List<Arguments> ambiguous() {
        return List.of(
                arguments("a length and chunks", post("Content-Length: 6\r\nTransfer-Encoding: chunked", "0\r\n\r\nG")),
                arguments(
                        "chunks and a length",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 4", "5c\r\n" + NEXT)),
                arguments("two lengths", post("Content-Length: 4\r\nContent-Length: 0", NEXT)),
                arguments("two lengths in one", post("Content-Length: 0, 4", NEXT)),
                arguments("a signed length", post("Content-Length: +4", NEXT)),
                arguments("a negative length", post("Content-Length: -1", NEXT)),
                arguments("a hexadecimal length", post("Content-Length: 0x4", NEXT)),
                arguments(
                        "two codings",
                        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n" + NEXT)),
                arguments(
                        "a coding that is not the last",
                        post("Transfer-Encoding: chunked, identity", "0\r\n\r\n" + NEXT)),
                arguments("a coding that nobody knows", post("Transfer-Encoding: xchunked", "0\r\n\r\n" + NEXT)),
                arguments("a space before the colon", post("Transfer-Encoding : chunked", "0\r\n\r\n" + NEXT)),
                arguments("a tab before the coding", post("Transfer-Encoding:\tchunked", "0\r\n\r\n" + NEXT)),
                arguments("a vertical tab", post("Transfer-Encoding: \u000bchunked", "0\r\n\r\n" + NEXT)),
                arguments("a coding in quotes", post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n" + NEXT)),
                arguments("a folded header", post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n" + NEXT)),
                arguments("a header that begins with a space", post(" Transfer-Encoding: chunked", "0\r\n\r\n" + NEXT)),
                arguments("a NUL in a header", post("X: a\u0000b\r\nContent-Length: 0", NEXT)),
                arguments("a bare CR in a header", post("X: a\rContent-Length: 4\r\nContent-Length: 0", NEXT)),
                arguments(
                        "a chunk size that overflows",
                        post("Transfer-Encoding: chunked", "ffffffffffffffff1\r\n" + NEXT)),
                arguments("a negative chunk", post("Transfer-Encoding: chunked", "-1\r\n" + NEXT)),
                arguments(
                        "a chunk that is too short",
                        post("Transfer-Encoding: chunked", "3\r\nabcdef\r\n0\r\n\r\n" + NEXT)),
                arguments(
                        "lines that end with LF alone",
                        post("Content-Length: 0", NEXT).replace("\r\n", "\n")),
                arguments(
                        "an absolute target of another host",
                        "GET http://internal/q/metrics HTTP/1.1\r\nHost: a\r\n\r\n"),
                arguments("no target", "GET  HTTP/1.1\r\nHost: a\r\n\r\n"),
                arguments("a target of an authority", "CONNECT internal:80 HTTP/1.1\r\nHost: a\r\n\r\n"),
                arguments(
                        "an old version with chunks",
                        post("Transfer-Encoding: chunked", "0\r\n\r\n" + NEXT).replaceFirst("HTTP/1.1", "HTTP/1.0")),
                arguments("a version that there is not", "GET /api/users HTTP/9.9\r\nHost: a\r\n\r\n" + NEXT),
                arguments("HTTP/2 out of nowhere", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                arguments("two hosts", "GET /api/users HTTP/1.1\r\nHost: a\r\nHost: internal\r\n\r\n"));
    }

    /**
     * Whatever the gateway makes of it: each request that a service gets is one that its client is answered, or the only
     * one, which did not come to its end.
     */
    @ParameterizedTest
    @MethodSource("ambiguous")
    void leavesNoDoubtWhereARequestEnds(String name, String request) throws IOException {
        long answered = ANSWER.matcher(exchange(request)).results().count();

        assertTrue(heads.size() <= Math.max(1, answered), () -> answered + " answers for " + heads);
        heads.forEach(HostileRequestsTest::assertIsUnambiguous);
        String other = exchange("GET /api/users?mine HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(other.startsWith("HTTP/1.1 200") && other.endsWith("GET /api/users?mine HTTP/1.1"), other);
        assertEquals(1, heads.stream().filter(head -> head.contains("?mine")).count());
    }

    private static void assertIsUnambiguous(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        assertFalse(lower.contains("\ncontent-length:") && lower.contains("\ntransfer-encoding:"), head);
        for (String once : List.of("\ncontent-length:", "\ntransfer-encoding:", "\nhost:")) {
            assertTrue(lower.indexOf(once) == lower.lastIndexOf(once), head);
        }
        assertTrue(head.matches("(?s)(GET|POST) /api/users(\\?smuggled)? HTTP/1\\.1\r\n.*"), head);
        assertFalse(head.contains("\u0000") || head.replace("\r\n", "").contains("\r"), head);
    }

    @Test
    void refusesAHeadOf100Kilobytes() throws IOException {
        String answer = exchange("GET /api/users HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(100_000) + "\r\n\r\n");

        assertTrue(answer.matches("(?s)HTTP/1.. (400|431).*"), answer);
        assertEquals(List.of(), heads);
    }

    @Test
    void refusesATargetOf100Kilobytes() throws IOException {
        String answer = exchange("GET /api/users?" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertTrue(answer.matches("(?s)HTTP/1.. (400|414).*"), answer);
        assertEquals(List.of(), heads);
    }

    static List<Arguments> unfinished() {
        return List.of(
                arguments("nothing", ""),
                arguments("half a line", "GET /api/us"),
                arguments("half a head", "GET /api/users HTTP/1.1\r\nHost: a\r\n"),
                arguments("half a body", "POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf"));
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void hangsUpOnWhomSaysNoMoreThan(String name, String request) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

            byte[] answer = client.getInputStream().readAllBytes();

            assertFalse(new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 2"));
        }
    }

    private static String post(String headers, String body) {
        return "POST /api/users HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n" + body;
    }

    private String exchange(String request) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException hungUp) {
            return "";
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("127.0.0.1", port);
        client.setSoTimeout(LIMIT_MILLIS);
        return client;
    }

    private void serve() {
        while (!service.isClosed()) {
            try {
                Socket connection = service.accept();
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Answers each request with its own first line, and understands nothing but what is plain. */
    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String head = head(in);
                heads.add(head);
                skipBody(head.toLowerCase(Locale.ROOT), in);
                String line = head.lines().findFirst().orElse("");
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + line.length() + "\r\n\r\n" + line)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException ended) {
            // As connections do.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException();
            }
            head.write(read);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void skipBody(String head, InputStream in) throws IOException {
        if (head.contains("transfer-encoding: chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            while (!body.toString(StandardCharsets.ISO_8859_1).endsWith("0\r\n\r\n")) {
                body.write(in.read());
            }
        } else {
            var length = Pattern.compile("content-length: (\\d+)").matcher(head);
            in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
        }
    }
}

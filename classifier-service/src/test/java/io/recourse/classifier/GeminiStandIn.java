package io.recourse.classifier;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for Gemini on a real socket, where it can misbehave down to the bytes. */
public final class GeminiStandIn implements AutoCloseable {

    /** What it does with a request. */
    public interface Behaviour {
        void answer(Exchange exchange) throws IOException, InterruptedException;
    }

    /** A request as it came in. */
    public record Received(String requestLine, Map<String, String> headers, String body) {}

    /** One request and the connection to answer it on. */
    public final class Exchange {

        private final Received request;
        private final Socket socket;

        private Exchange(Received request, Socket socket) {
            this.request = request;
            this.socket = socket;
        }

        public Received request() {
            return request;
        }

        /** Answers with a whole response; the connection stays open. */
        public void respond(int status, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            List<String> all = new ArrayList<>(List.of("Content-Length: " + bytes.length));
            all.addAll(Arrays.asList(headers));
            head(status, all.toArray(String[]::new));
            write(bytes);
        }

        public void head(int status, String... headers) throws IOException {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            write(("HTTP/1.1 " + status + " Whatever\r\n" + lines + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        public void chunk(byte[] bytes) throws IOException {
            write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
            write(bytes);
            write("\r\n".getBytes(StandardCharsets.UTF_8));
        }

        public void hangUp() throws IOException {
            socket.close();
        }

        /** Waits until the other side has hung up. */
        public void awaitHangUp() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Nothing more is expected.
            }
            hangUps.incrementAndGet();
        }

        private void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            written.addAndGet(bytes.length);
        }
    }

    private final ServerSocket server;
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger hangUps = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private volatile Behaviour behaviour;

    private GeminiStandIn(ServerSocket server) {
        this.server = server;
        reset();
    }

    public static GeminiStandIn start() {
        try {
            GeminiStandIn standIn = new GeminiStandIn(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().start(standIn::accept);
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Forgets the requests, and answers as a healthy Gemini does. */
    public void reset() {
        requests.clear();
        hangUps.set(0);
        written.set(0);
        behaviour = labels("technical", "high");
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** Does one after the other, and the last for ever. */
    public void behaveInTurn(Behaviour... behaviours) {
        AtomicInteger turn = new AtomicInteger();
        behaviour = exchange -> behaviours[Math.min(turn.getAndIncrement(), behaviours.length - 1)].answer(exchange);
    }

    public List<Received> requests() {
        return requests;
    }

    /** How many answers were hung up on. */
    public int hangUps() {
        return hangUps.get();
    }

    public long bytesWritten() {
        return written.get();
    }

    /** A right answer. */
    public static Behaviour labels(String category, String priority) {
        return text("{\"category\":\"%s\",\"priority\":\"%s\"}".formatted(category, priority));
    }

    /** An answer of which the model's part is the text. */
    public static Behaviour text(String text) {
        String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        return body("""
                {"candidates":[{"content":{"parts":[{"text":%s}],"role":"model"},"finishReason":"STOP"}],
                 "usageMetadata":{"promptTokenCount":900,"candidatesTokenCount":12,"thoughtsTokenCount":8},
                 "modelVersion":"whatever"}""".formatted(quoted));
    }

    /** An answer with status 200. */
    public static Behaviour body(String body) {
        return exchange -> exchange.respond(200, body, "Content-Type: application/json; charset=UTF-8");
    }

    /** An error as Google words them; it quotes what it was sent. */
    public static Behaviour error(int status, String... headers) {
        return exchange -> exchange.respond(
                status,
                "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"X\"}}"
                        .formatted(
                                status,
                                "\"you sent " + exchange.request().body().replace("\"", "'") + "\""),
                headers);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Received request = read(in); request != null; request = read(in)) {
                requests.add(request);
                behaviour.answer(new Exchange(request, socket));
            }
        } catch (IOException hungUp) {
            hangUps.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Received read(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Received(requestLine, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

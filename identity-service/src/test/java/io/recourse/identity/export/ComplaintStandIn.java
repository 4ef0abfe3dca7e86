package io.recourse.identity.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Plays the complaint service: complaints 1 to n, two a page, each with three comments and one entry of history. */
final class ComplaintStandIn implements AutoCloseable {

    private static final int PAGE = 2;
    private static final int COMMENTS = 3;

    private final HttpServer server;
    private final int complaints;
    private final String secret;
    private final int failAt;
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    /**
     * @param secret part of every description
     * @param failAt the complaint whose history cannot be read; 0 for none
     */
    ComplaintStandIn(String url, int complaints, String secret, int failAt) {
        this.complaints = complaints;
        this.secret = secret;
        this.failAt = failAt;
        try {
            server = HttpServer.create(
                    new InetSocketAddress("127.0.0.1", URI.create(url).getPort()), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/api/complaints", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        String[] path = exchange.getRequestURI().getPath().split("/");
        String query = exchange.getRequestURI().getQuery();
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1")) : 1;
        int id = path.length > 3 ? Integer.parseInt(path[3]) : 0;
        if (path.length == 3 && !query.contains("created_by=me")) {
            send(exchange, 400, "{}");
        } else if (path.length == 3) {
            send(exchange, 200, page(from, complaints, """
                    {"id": %%d, "description": "%s", "images": [{"id": 7, "content_type": "image/png"}]}""".formatted(secret)));
        } else if (id == failAt) {
            send(exchange, 500, "{}");
        } else if (path[4].equals("comments")) {
            send(exchange, 200, page(from, COMMENTS, "{\"body\": \"comment %d\"}"));
        } else {
            send(exchange, 200, page(1, 1, "{\"type\": \"complaint.created\", \"id\": %d}"));
        }
    }

    private static String page(int from, int last, String item) {
        int to = Math.min(last, from + PAGE - 1);
        String items = IntStream.rangeClosed(from, to).mapToObj(item::formatted).collect(Collectors.joining(","));
        return "{\"items\": [%s], \"next_cursor\": %s}".formatted(items, to < last ? "\"" + (to + 1) + "\"" : "null");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

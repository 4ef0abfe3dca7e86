import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;

/**
 * How long lists of a million complaints take, first page and 1,000th: seen by a client, one request at a time.
 *
 * <p>{@code java deploy/bench/ComplaintLists.java [URL [port [cases]]]}, against complaint-service whose database has got
 * million-complaints.sql. It stands in for identity: it signs the tokens of the people in that database itself, and serves
 * its key at the port (8099), which the service is given as {@code RECOURSE_IDENTITY_URL=http://localhost:8099}. {@code cases}
 * is a regular expression for the lines that are wanted, such as {@code ^admin}. {@code CPU_OF=PID,PID} in the environment
 * names complaint-service and PostgreSQL, to be told what they have computed for a request, too.
 */
public class ComplaintLists {

    private static final String ISSUER = "https://recourse.example/identity";
    private static final int RUNS = 20;
    /** The 1,000th page of 20, in pages of 100. */
    private static final int DEEP = 200;

    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("\\{\"id\":");
    private static final List<String> SORTS =
            List.of("-created_at", "created_at", "-updated_at", "updated_at", "-priority", "priority");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KeyPair keys;
    private final String kid = UUID.randomUUID().toString();
    private final String url;
    private final Pattern wanted;
    private final CpuTime cpu = CpuTime.ofEnvironment();
    private final List<Double> firsts = new ArrayList<>();
    private final List<Double> deeps = new ArrayList<>();

    /** How long requests took, and what was computed for them. */
    private record Times(List<Double> milliseconds, List<Double> computed) {

        static final Times NONE = new Times(List.of(), List.of());
    }

    private record Visitor(String name, String username, String role) {}

    ComplaintLists(String url, String wanted) throws GeneralSecurityException {
        this.url = url;
        this.wanted = Pattern.compile(wanted);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://localhost:8082";
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8099;
        ComplaintLists lists = new ComplaintLists(url, arguments.length > 2 ? arguments[2] : "");
        HttpServer identity = lists.serveKey(port);
        try {
            lists.run();
        } finally {
            identity.stop(0);
        }
    }

    private void run() throws Exception {
        List<Visitor> visitors = List.of(
                new Visitor("customer", "user5000", "user"),
                new Visitor("customer with 5 %", "user1", "user"),
                new Visitor("agent", "agent60", "agent"),
                new Visitor("busiest agent", "agent1", "agent"),
                new Visitor("admin", "admin1", "admin"));
        String token = token(visitors.getLast());
        awaitKey(token);
        for (int i = 0; i < 300; i++) {
            get("/api/complaints?search=the&sort=" + SORTS.get(i % 6), token);
        }
        System.out.printf("%-66s %21s   %21s%n", "", "first: p50  p95  ms", "1,000th: p50  p95  ms");
        for (Visitor visitor : visitors) {
            for (Map.Entry<String, String> filter : filters().entrySet()) {
                for (String sort : SORTS) {
                    list(visitor, filter.getKey(), "/api/complaints?" + filter.getValue() + "&sort=" + sort, sort);
                }
            }
            if (!visitor.role().equals("user")) {
                list(visitor, "interactions", "/api/interactions/recent?", "");
            }
        }
        list(null, "board", "/api/public/complaints?", "");
        System.out.printf(
                Locale.ROOT,
                "%d lists: first pages p50 %.1f p95 %.1f ms, 1,000th (or last) p50 %.1f p95 %.1f ms%n",
                firsts.size() / RUNS,
                at(firsts, 0.5),
                at(firsts, 0.95),
                at(deeps, 0.5),
                at(deeps, 0.95));
    }

    /** The service looks for unknown keys now and then. */
    private void awaitKey(String token) throws Exception {
        for (int i = 0; i < 60; i++) {
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/complaints?limit=1"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    BodyHandlers.discarding());
            if (response.statusCode() == 200) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("the service does not take tokens with the key that is served here");
    }

    private static Map<String, String> filters() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        String month = "created_from=%s&created_to=%s"
                .formatted(today.minus(430, ChronoUnit.DAYS), today.minus(400, ChronoUnit.DAYS));
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("all", "");
        for (String query : List.of(
                "status=open",
                "status=resolved&status=closed",
                "status=escalated&priority=critical",
                "priority=high&priority=critical",
                "category=general",
                "assigned_to=none",
                "assigned_to=agent60&status=on_hold",
                "created_by=user1",
                "service_type=4",
                "service_type=6&status=open",
                "parent_id=599999")) {
            filters.put(query, query);
        }
        filters.put("a month", month);
        filters.put("a month, status=cancelled", month + "&status=cancelled");
        for (String words :
                List.of("xylophone", "sulphur", "pressure", "leakage", "invoice", "the", "invoice leak", "none such")) {
            filters.put("search " + words, "search=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        }
        filters.put("search leakage, status=open", "search=leakage&status=open");
        filters.put("search invoice, assigned_to=agent60", "search=invoice&assigned_to=agent60");
        return filters;
    }

    private void list(Visitor visitor, String filter, String path, String sort) throws Exception {
        String name = "%s: %s %s".formatted(visitor == null ? "anybody" : visitor.name(), filter, sort);
        if (!wanted.matcher(name).find()) {
            return;
        }
        String token = visitor == null ? null : token(visitor);
        Times first = measured(path, token);
        String cursor = null;
        int pages = 0;
        String next;
        do {
            String page = get(path + "&limit=100" + (cursor == null ? "" : "&cursor=" + cursor), token);
            Matcher found = CURSOR.matcher(page);
            next = found.find() ? found.group(1) : null;
            if (next != null && NUMBER.splitAsStream(page).count() < 100) {
                System.out.println("SHORT PAGE " + name);
            }
            cursor = next == null ? cursor : next;
            pages++;
        } while (next != null && pages < DEEP);
        Times deep = cursor == null ? Times.NONE : measured(path + "&cursor=" + cursor, token);
        firsts.addAll(first.milliseconds());
        deeps.addAll(deep.milliseconds());
        System.out.printf("%-66s %s   %s%n", name, text(first), text(deep));
    }

    private String text(Times times) {
        if (times.milliseconds().isEmpty()) {
            return "";
        }
        String text =
                String.format(Locale.ROOT, "%12.1f %8.1f", at(times.milliseconds(), 0.5), at(times.milliseconds(), 0.95));
        return cpu.isKnown()
                ? text
                        + String.format(
                                Locale.ROOT, " (%6.1f %6.1f)", at(times.computed(), 0.5), at(times.computed(), 0.95))
                : text;
    }

    private Times measured(String path, String token) throws Exception {
        List<Double> times = new ArrayList<>();
        List<Double> computed = new ArrayList<>();
        // The first ones are planned for these values, and wait for what is not in memory.
        for (int i = -5; i < RUNS; i++) {
            double before = cpu.milliseconds();
            long began = System.nanoTime();
            get(path, token);
            if (i >= 0) {
                times.add((System.nanoTime() - began) / 1e6);
                computed.add(cpu.milliseconds() - before);
            }
        }
        return new Times(times, computed);
    }

    private String get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + path + " " + response.body());
        }
        return response.body();
    }

    private HttpServer serveKey(int port) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] jwks = "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(kid, base64(unsigned(key.getModulus())), base64(unsigned(key.getPublicExponent())))
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/.well-known/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String token(Visitor visitor) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(kid);
        String claims =
                "{\"iss\":\"%s\",\"aud\":\"recourse\",\"sub\":\"%s\",\"upn\":\"%s\",\"name\":\"%s\",\"groups\":[\"%s\"],\"sid\":\"%s\",\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                ISSUER,
                                idOf(visitor.username()),
                                visitor.username(),
                                visitor.username(),
                                visitor.role(),
                                UUID.randomUUID(),
                                now,
                                now + 900);
        String signed = base64(head.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(signature.sign());
    }

    /** The id that million-complaints.sql gives: PostgreSQL's {@code md5(username)::uuid}. */
    private static UUID idOf(String username) throws GeneralSecurityException {
        ByteBuffer hash = ByteBuffer.wrap(
                MessageDigest.getInstance("MD5").digest(username.getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static double at(List<Double> times, double quantile) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }
}

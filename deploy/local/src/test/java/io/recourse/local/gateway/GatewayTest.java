package io.recourse.local.gateway;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.recourse.embedded.FreePort;
import io.recourse.local.Service;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The gateway before servers that say who they are and what they have received. */
class GatewayTest {
    private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
    private final int port = FreePort.find();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch streamReleased = new CountDownLatch(1);
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> echo(service, exchange));
            server.createContext("/q/openapi", GatewayTest::specification);
            server.createContext("/api/complaints/events", this::stream);
            server.createContext("/api/reports/slow", this::silence);
            server.start();
            servers.put(service, server);
            ports.put(service, server.getAddress().getPort());
        }
        gateway = start(ports, RateLimits.of(10_000, 10_000));
    }

    private Gateway start(Map<Service, Integer> ports, RateLimits limits) {
        return Gateway.start("127.0.0.1", port, ports, Duration.ofMillis(500), limits);
    }

    @AfterEach
    void stop() {
        streamReleased.countDown();
        gateway.close();
        client.close();
        servers.values().forEach(server -> server.stop(0));
    }

    @Test
    void forwardsToTheServiceOfThePath() throws Exception {
        assertEquals("IDENTITY", get("/api/users?q=a%20b&role=agent").getString("service"));
        assertEquals(
                "/api/users?q=a%20b&role=agent",
                get("/api/users?q=a%20b&role=agent").getString("uri"));
        assertEquals("ESCALATION", get("/api/reports/sla").getString("service"));
        assertEquals("COMPLAINT", get("/").getString("service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/health",
                "//q/health",
                "/%71/health",
                "/api/../q/health",
                "/api/%2e%2e/q/health",
                "/api/complaints/..%2f..%2fq/health",
                "/api/..;/q/metrics",
                "/q;a=b/health",
                "/./q/openapi",
                "/api/unknown",
                "/.well-known/security.txt",
            })
    void hasNothingUnderReservedPathsHoweverTheyAreWritten(String path) throws Exception {
        String response = sendRaw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(response.startsWith("HTTP/1.1 404 "), response);
        assertTrue(response.contains("application/problem+json"), response);
        assertFalse(response.contains("\"service\""), response);
    }

    @Test
    void slowsDownOneTokenAndNobodyElse() throws Exception {
        restart(RateLimits.of(10_000, 1));
        String token = "Bearer header.payload." + "s".repeat(43);

        HttpResponse<String> refused = null;
        for (int i = 0; i < 50 && (refused == null || refused.statusCode() != 429); i++) {
            refused = send(request("/api/users").header("Authorization", token));
        }

        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
        assertEquals(
                "application/problem+json",
                refused.headers().firstValue("Content-Type").orElse(""));
        assertEquals("/api/users", new JsonObject(refused.body()).getString("instance"));
        assertEquals(
                200,
                send(request("/api/users").header("Authorization", token + "t")).statusCode());
        assertEquals(200, send(request("/api/users")).statusCode());
    }

    @Test
    void slowsDownOneAddressWhateverItAsksFor() throws Exception {
        restart(RateLimits.of(1, 10_000));
        int status = 200;
        for (int i = 0; i < 50 && status != 429; i++) {
            status = send(request(i % 2 == 0 ? "/docs/" : "/api/users")).statusCode();
        }

        assertEquals(429, status);
    }

    private void restart(RateLimits limits) {
        gateway.close();
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        servers.forEach(
                (service, server) -> ports.put(service, server.getAddress().getPort()));
        gateway = start(ports, limits);
    }

    @Test
    void saysWhichServiceIsDown() throws Exception {
        servers.get(Service.CLASSIFIER).stop(0);

        HttpResponse<String> response = send(request("/api/classify").POST(BodyPublishers.ofString("{}")));

        assertEquals(503, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertTrue(response.headers().firstValue("Retry-After").isPresent());
        JsonObject problem = new JsonObject(response.body());
        assertEquals(503, problem.getInteger("status"));
        assertEquals("/api/classify", problem.getString("instance"));
        assertEquals("IDENTITY", get("/api/users").getString("service"));
    }

    @Test
    void readsOnceMoreWhereTheServiceClosesTheConnectionInstead() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerOncePerConnection(service, connections));
            gateway.close();
            gateway = start(Map.of(Service.COMPLAINT, service.getLocalPort()), RateLimits.of(10_000, 10_000));

            for (int i = 0; i < 3; i++) {
                assertEquals(200, send(request("/api/complaints/1")).statusCode());
            }
            assertEquals(
                    503,
                    send(request("/api/complaints").POST(BodyPublishers.ofString("{}")))
                            .statusCode());
        }
        assertEquals(3, connections.get());
    }

    /** Says nothing of closing the connection, and closes it when the next request has come. */
    private static void answerOncePerConnection(ServerSocket service, AtomicInteger connections) {
        while (!service.isClosed()) {
            try (Socket connection = service.accept()) {
                connections.incrementAndGet();
                BufferedReader requests = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
                skipHead(requests);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1));
                skipHead(requests);
            } catch (IOException closed) {
                // The test is over, or the gateway has closed it.
            }
        }
    }

    private static void skipHead(BufferedReader request) throws IOException {
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
    }

    @Test
    void givesUpOnAServiceThatDoesNotAnswer() throws Exception {
        HttpResponse<String> response = send(request("/api/reports/slow"));

        assertEquals(503, response.statusCode());
    }

    @Test
    void passesOnWhatItKnowsOfTheClientAndNothingTheClientClaims() throws Exception {
        JsonObject headers = getJson(request("/api/users")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("X-Forwarded-Prefix", "/evil")
                        .header("Forwarded", "for=6.6.6.6")
                        .header("Authorization", "Bearer token"))
                .getJsonObject("headers");

        assertEquals("127.0.0.1", headers.getString("x-forwarded-for"));
        assertEquals("http", headers.getString("x-forwarded-proto"));
        assertEquals("127.0.0.1:" + port, headers.getString("x-forwarded-host"));
        assertEquals("Bearer token", headers.getString("authorization"));
        assertFalse(headers.containsKey("forwarded"));
        assertFalse(headers.containsKey("x-forwarded-prefix"));
    }

    @Test
    void keepsTheRequestIdOfTheClient() throws Exception {
        HttpResponse<String> response = send(request("/api/users").header("X-Request-Id", "from-client-1"));

        assertEquals(java.util.List.of("from-client-1"), response.headers().allValues("X-Request-Id"));
        assertEquals(
                "from-client-1",
                new JsonObject(response.body()).getJsonObject("headers").getString("x-request-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "é"})
    void makesARequestIdWhereTheClientHasNoGoodOne(String bad) throws Exception {
        String response = sendRaw(
                "GET /api/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: " + bad + "\r\n\r\n");

        assertTrue(
                response.toLowerCase(java.util.Locale.ROOT)
                        .matches("(?s).*x-request-id: [0-9a-f]{8}-[0-9a-f-]{27}\r\n.*"),
                response);
    }

    @Test
    void acceptsImagesButNoLongerBodies() throws Exception {
        byte[] image = new byte[5 << 20];

        assertEquals(
                image.length,
                getJson(request("/api/complaints").POST(BodyPublishers.ofByteArray(image)))
                        .getInteger("length"));
        assertEquals(
                413,
                send(request("/api/users").POST(BodyPublishers.ofByteArray(image)))
                        .statusCode());
        assertEquals(
                413,
                send(request("/api/users").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(image))))
                        .statusCode());
        assertEquals(
                413,
                send(request("/api/complaints").POST(BodyPublishers.ofByteArray(new byte[21 << 20])))
                        .statusCode());
    }

    @Test
    void passesEventsOnAsTheyCome() throws Exception {
        HttpResponse<InputStream> response = client.send(
                request("/api/complaints/events")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());

        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertEquals("data: first", events.readLine());
        }
    }

    @Test
    void servesTheDocumentationWithSpecificationsOfThisAddress() throws Exception {
        assertEquals(
                "/docs/",
                send(request("/docs")).headers().firstValue("Location").orElse(""));
        HttpResponse<String> page = send(request("/docs/"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("swagger-ui-bundle.js"));
        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").contains("default-src 'self'"));
        for (String file : new String[] {"recourse.js", "swagger-ui-bundle.js", "swagger-ui.css"}) {
            assertEquals(200, send(request("/docs/" + file)).statusCode(), file);
        }
        assertEquals(
                "http://127.0.0.1:" + port,
                get("/docs/openapi/escalation.json")
                        .getJsonArray("servers")
                        .getJsonObject(0)
                        .getString("url"));
        assertEquals(404, send(request("/docs/openapi/other.json")).statusCode());
        assertEquals(404, send(request("/docs/none.js")).statusCode());
    }

    @Test
    void reportsABrokenEscapeAsAProblem() throws Exception {
        String response = sendRaw("GET /api/complaints?search=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(response.matches("(?s)HTTP/1.. 400 .*problem\\+json.*"), response);
    }

    @Test
    void reportsWhatIsNotHttpAsAProblem() throws Exception {
        String response = sendRaw("GET / nonsense\r\n\r\n");

        assertTrue(response.matches("(?s)HTTP/1.. 400 .*problem\\+json.*"), response);
    }

    private JsonObject get(String path) throws Exception {
        return getJson(request(path));
    }

    private JsonObject getJson(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertEquals(200, response.statusCode(), response.body());
        return new JsonObject(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private String sendRaw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void echo(Service service, HttpExchange exchange) throws IOException {
        JsonObject headers = new JsonObject();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        int length = exchange.getRequestBody().readAllBytes().length;
        answer(
                exchange,
                new JsonObject()
                        .put("service", service.name())
                        .put("uri", exchange.getRequestURI().toString())
                        .put("length", length)
                        .put("headers", headers));
    }

    private static void specification(HttpExchange exchange) throws IOException {
        answer(exchange, new JsonObject().put("openapi", "3.1.0"));
    }

    private static void answer(HttpExchange exchange, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            body.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            await();
        }
    }

    private void silence(HttpExchange exchange) {
        await();
        exchange.close();
    }

    private void await() {
        try {
            streamReleased.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

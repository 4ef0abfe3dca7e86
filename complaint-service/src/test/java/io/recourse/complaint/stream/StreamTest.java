package io.recourse.complaint.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.RevokedSessions;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class StreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(180);

    /** Complaints that nobody filed, one for each test that publishes events by itself. */
    private static final long FLOODED = Long.MAX_VALUE;

    private static final long IGNORED = Long.MAX_VALUE - 1;

    @TestHTTPResource("/api/complaints/events")
    URI events;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    RevokedSessions revoked;

    @Inject
    ComplaintChanges changes;

    @Inject
    MeterRegistry metrics;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser stranger = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @AfterEach
    void close() {
        client.shutdownNow();
    }

    @Test
    void tellsEachReaderOfWhatTheySee() {
        List<String> mine = listen(customer.token(), null).lines();
        List<String> theirs = listen(stranger.token(), null).lines();
        List<String> all = listen(admin.token(), null).lines();
        awaitLine(mine, "event:ready");
        awaitLine(theirs, "event:ready");
        awaitLine(all, "event:ready");

        long id = file(customer);
        comment(id, true);
        comment(id, false);

        await().atMost(SOON).until(() -> count(mine, "event:complaint.commented") == 1);
        await().atMost(SOON).until(() -> count(all, "event:complaint.commented") >= 2);
        assertEquals(1, count(mine, "event:complaint.created"));
        assertEquals(0, count(theirs, "event:complaint."));
    }

    @Test
    void tellsStaffWhoLooksAtAComplaint() {
        long id = file(customer);
        List<String> staff = listen(admin.token(), null).lines();
        List<String> others = listen(customer.token(), null).lines();
        awaitLine(staff, "event:ready");
        awaitLine(others, "event:ready");
        TestUser colleague = TestUser.of(Role.ADMIN);

        as(colleague)
                .put("/api/complaints/{id}/presence", id)
                .then()
                .statusCode(200)
                .body("viewers.username", contains(colleague.username()))
                .body("viewers.name", contains(colleague.name()));
        // What each instance does with what the others say; the first one was told already, and is not again.
        await().atMost(SOON).until(() -> count(staff, "data:{\"id\":" + id + ",\"viewers\":[{") == 1);
        as(admin)
                .get("/api/complaints/{id}/presence", id)
                .then()
                .statusCode(200)
                .body("viewers.id", contains(colleague.id().toString()));
        as(colleague).delete("/api/complaints/{id}/presence", id).then().statusCode(204);
        awaitLine(staff, "data:{\"id\":" + id + ",\"viewers\":[]}");

        comment(id, false);
        awaitLine(others, "event:complaint.commented");
        assertEquals(0, count(others, "event:presence"));
        as(customer).put("/api/complaints/{id}/presence", id).then().statusCode(403);
        as(admin).put("/api/complaints/999999999/presence").then().statusCode(404);
    }

    @Test
    void goesOnWhereAReaderWas() {
        List<String> before = listen(customer.token(), null).lines();
        awaitLine(before, "event:ready");
        long id = file(customer);
        awaitLine(before, "event:complaint.created");
        String lastId = lastId(before);
        comment(id, false);
        awaitLine(before, "event:complaint.commented");

        List<String> after = listen(customer.token(), lastId).lines();

        awaitLine(after, "event:complaint.commented");
        assertEquals(0, count(after, "event:complaint.created"));
    }

    @Test
    void tellsWhoComesBackOnlyOfWhatTheySeeNow() {
        TestUser agent = TestUser.of(Role.AGENT);
        file(agent);
        long lost = file(customer);
        long kept = file(customer);
        assign(lost, agent.username());
        assign(kept, agent.username());
        List<String> before = listen(agent.token(), null).lines();
        awaitLine(before, "event:ready");
        List<String> all = listen(admin.token(), null).lines();
        awaitLine(all, "event:ready");
        comment(kept, false);
        awaitLine(before, "event:complaint.commented");
        String lastId = lastId(before);
        comment(lost, false);
        comment(kept, true);
        await().atMost(SOON).until(() -> count(before, "event:complaint.commented") == 3);
        assign(lost, "me");
        // Streams know of it when it has gone through the topic.
        String mine = "\"assigned_to\":{\"id\":\"" + admin.id();
        await().atMost(SOON).until(() -> all.stream().anyMatch(line -> line.contains(mine)));

        List<String> after = listen(agent.token(), lastId).lines();
        comment(kept, false);

        await().atMost(SOON).until(() -> count(after, "event:complaint.commented") == 2);
        assertEquals(Set.of(kept), complaints(after));
    }

    @Test
    void tellsOfAllThatWasMissedHoweverMuchItIs() {
        List<String> before = listen(admin.token(), null).lines();
        awaitLine(before, "event:ready");
        long id = file(customer);
        await().atMost(SOON).until(() -> complaints(before).contains(id));
        String lastId = lastId(before);
        // More than are buffered for a slow reader; at once they could be more than the first one keeps up with.
        for (int published = 100; published <= 400; published += 100) {
            publishEvents(FLOODED, 100, 10);
            int all = published;
            await().atMost(LONG).until(() -> count(before, "data:{\"id\":" + FLOODED) == all);
        }

        List<String> after = listen(admin.token(), lastId).lines();

        await().atMost(SOON).until(() -> count(after, "data:{\"id\":" + FLOODED) == 400);
        long next = file(customer);
        await().atMost(SOON).until(() -> complaints(after).contains(next));
        assertEquals(400, count(after, "data:{\"id\":" + FLOODED));
        assertEquals(1, count(after, "event:ready"));
    }

    @Test
    void dropsAReaderWhoDoesNotRead() throws Exception {
        int before = changes.listening();
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(events.getHost(), events.getPort()));
            slow.getOutputStream().write("""
                    GET %s HTTP/1.1\r
                    Host: %s\r
                    Accept: text/event-stream\r
                    Authorization: Bearer %s\r
                    \r
                    """.formatted(events.getPath(), events.getAuthority(), admin.token())
                    .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> changes.listening() == before + 1);

            // More than the buffers of both sockets and of the stream hold, in pieces of 40 kB.
            await().atMost(LONG).pollDelay(Duration.ZERO).until(() -> {
                publishEvents(IGNORED, 50, 40_000);
                return changes.listening() == before;
            });
            assertTrue(metrics.get("recourse.streams.dropped").counter().count() >= 1);
        }
    }

    private void publishEvents(long complaint, int number, int length) {
        String key = Long.toString(complaint);
        String data = "{\"id\":%s,\"created_by\":{\"id\":\"%s\"},\"assigned_to\":null,\"description\":\"%s\"}"
                .formatted(key, customer.id(), "d".repeat(length));
        try (var producer = new KafkaProducer<String, String>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < number; i++) {
                var message = new ProducerRecord<>("complaint-events", key, data);
                Map.of(
                                "ce_id",
                                UUID.randomUUID().toString(),
                                "ce_source",
                                "/recourse/complaint-service",
                                "ce_type",
                                "complaint.updated",
                                "ce_time",
                                Instant.now().toString())
                        .forEach((name, value) ->
                                message.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
                producer.send(message);
            }
        }
    }

    private static String lastId(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .substring(3)
                .strip();
    }

    private void assign(long id, String assignee) {
        as(admin)
                .body(Map.of("assignee", assignee))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200);
    }

    @Test
    void endsWithTheSession() {
        String session = "session-" + customer.id();
        Stream stream = listen(customer.token(session), null);
        awaitLine(stream.lines(), "event:ready");

        revoked.add(session, Instant.now());

        await().atMost(SOON).until(stream.ended()::isDone);
    }

    @Test
    void refusesAForeignEventId() {
        given().header("Authorization", "Bearer " + customer.token())
                .header("Last-Event-ID", "nonsense")
                .get("/api/complaints/events")
                .then()
                .statusCode(400);
        given().get("/api/complaints/events").then().statusCode(401);
    }

    private record Stream(List<String> lines, CompletableFuture<Void> ended) {}

    private Stream listen(String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(events)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<java.util.stream.Stream<String>> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertEquals(200, response.statusCode());
            assertTrue(
                    response.headers().firstValue("Content-Type").orElseThrow().startsWith("text/event-stream"));
            List<String> lines = new CopyOnWriteArrayList<>();
            return new Stream(lines, CompletableFuture.runAsync(() -> read(response, lines)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void read(HttpResponse<java.util.stream.Stream<String>> response, List<String> lines) {
        try {
            response.body().forEach(line -> lines.add(line.replace(": ", ":")));
        } catch (UncheckedIOException closedByTheTest) {
            lines.add("closed");
        }
    }

    private static void awaitLine(List<String> lines, String line) {
        await().atMost(SOON).until(() -> count(lines, line) > 0);
    }

    private static long count(List<String> lines, String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }

    /** Those that the events so far are about; comments within them have ids, too. */
    private static Set<Long> complaints(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data:{\"id\":"))
                .map(line -> Long.valueOf(line.replaceAll("^data:\\{\"id\":(\\d+).*", "$1")))
                .collect(Collectors.toSet());
    }

    private void comment(long id, boolean internal) {
        as(admin)
                .body(Map.of("body", "Hm", "internal", internal))
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(201);
    }

    private static long file(TestUser user) {
        return as(user).body(Map.of("title", "Lamp", "description", "d"))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }
}

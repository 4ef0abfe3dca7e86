package io.recourse.complaint;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.complaint.directory.KnownNames;
import io.recourse.complaint.directory.KnownNames.PersonName;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.RevokedSessions;
import io.recourse.platform.token.Role;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.enter;
import static io.recourse.complaint.Desk.file;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is answered before the REST layer is what the REST layer answers. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class FastReadsTest {

    /** Taken by the REST layer as {@code application/json} is, and too unusual for a fast answer. */
    private static final String THROUGH_REST = "application/json, */*;q=0.9";

    private static final List<String> OF_ITSELF = List.of("date", "x-request-id");

    @Inject
    Pool database;

    @Inject
    MeterRegistry metrics;

    @Inject
    RevokedSessions revoked;

    @Inject
    KnownNames names;

    @TestHTTPResource("/")
    URI root;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser other = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private record Answer(int status, Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void haveAllTokensVerified() {
        for (TestUser user : List.of(customer, other, agent, admin)) {
            enter(user);
            as(user).get("/api/complaints/0");
        }
    }

    @Test
    void answersOneComplaintAsTheResourceDoes() {
        long plain = file(customer, "Lamp");
        long full = file(
                customer,
                "Ünïcode \"quoted\" \u2028 title \uD83D\uDE00",
                Map.of("service_type_id", 2, "parent_id", plain, "visibility", "public"));
        given().header("Authorization", "Bearer " + customer.token())
                .multiPart("images", "a.png", Pictures.png(3, 2), "image/png")
                .post("/api/complaints/" + full + "/images")
                .then()
                .statusCode(201);
        as(admin).body(Map.of("assignee", agent.id())).put("/api/complaints/" + full + "/assignee");
        as(agent).body(Map.of("status", "in_progress")).patch("/api/complaints/" + full);
        note(full, plain);

        for (TestUser user : List.of(customer, agent, admin)) {
            String tag = assertSame(true, user, "/api/complaints/" + full, Map.of())
                    .headers()
                    .get("etag")
                    .getFirst();
            assertEquals(
                    304,
                    assertSame(true, user, "/api/complaints/" + full, Map.of("If-None-Match", "\"x\", W/" + tag))
                            .status());
            assertSame(true, user, "/api/complaints/" + full, Map.of("If-None-Match", "\"0\""));
        }
        assertSame(true, customer, "/api/complaints/00" + plain + "?unknown=1", Map.of());
    }

    @Test
    void answersListsAsTheResourceDoes() {
        for (int i = 0; i < 5; i++) {
            file(customer, "Lamp " + i, Map.of("priority", i % 2 == 0 ? "high" : "low"));
        }
        for (String query : List.of(
                "",
                "?limit=2",
                "?limit=2&limit=3",
                "?status=open&status=in_progress&priority=high&limit=3",
                "?sort=-updated_at&created_by=me",
                "?sort=priority&limit=1",
                "?search=Lamp+3",
                "?search=lam%70",
                "?assigned_to=none&category=general",
                "?service_type=2",
                "?created_from=2020-01-01T00:00:00Z&created_to=2100-01-01T00:00:00%2B01:00",
                "?something=else")) {
            assertSame(true, customer, "/api/complaints" + query, Map.of());
        }
        assertSame(true, agent, "/api/complaints", Map.of());
        String next = as(customer).get("/api/complaints?limit=2").path("next_cursor");
        assertSame(true, customer, "/api/complaints?limit=2&cursor=" + next, Map.of());
    }

    @Test
    void countsRequestsByRoute() {
        String path = "/api/complaints/" + file(customer, "Lamp");

        assertSame(true, customer, path, Map.of());

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertEquals(true, requests("/api/complaints/{id}") >= 2));
        assertEquals(0, requests(path));
    }

    private long requests(String uri) {
        Timer timer = metrics.find("http.server.requests")
                .tags("uri", uri, "method", "GET")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void answersStatisticsAsTheResourceDoes() {
        // Counted a moment later, they would be as of another moment.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertSame(true, customer, "/api/complaints/stats", Map.of()));
        assertSame(false, customer, "/api/complaints/stats/", Map.of());
    }

    @Test
    void leavesRefusalsToTheResource() {
        long id = file(customer, "Lamp");
        for (String path : List.of(
                "/" + id + "x",
                "/0",
                "/99999999999999999999",
                "/-1",
                "?limit=0",
                "?limit=x",
                "?cursor=x",
                "?status=none",
                "?status=",
                "?sort=",
                "?id=x",
                "?created_from=yesterday",
                "?search=%00")) {
            assertSame(false, customer, "/api/complaints" + path, Map.of());
        }
        assertEquals(
                404, assertSame(false, other, "/api/complaints/" + id, Map.of()).status());
    }

    @Test
    void refusesTheTokenOfASessionThatHasEnded() {
        String session = UUID.randomUUID().toString();
        String token = customer.token(session);
        String path = "/api/complaints/" + file(customer, "Lamp");
        get(token, path, Map.of());
        double before = fastAnswers();
        assertEquals(200, get(token, path, Map.of()).status());
        assertEquals(1, fastAnswers() - before);

        revoked.add(session, Instant.now());

        assertEquals(401, get(token, path, Map.of()).status());
    }

    @Test
    void showsAnotherNameSoon() {
        long id = fileAndRead();

        rename(customer);

        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertEquals("Renamed", nameOfCreator(id)));
    }

    @Test
    void showsAnotherNameThoughItWasNotAnnounced() {
        long id = fileAndRead();

        database.query("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_notify%'""").execute().await().indefinitely();
        rename(customer);

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertEquals("Renamed", nameOfCreator(id)));
        // It listens again, and knows the new name by heart.
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertEquals("Renamed", nameOfCreator(id));
            assertEquals(new PersonName(customer.username(), "Renamed"), names.person(customer.id()));
        });
    }

    private long fileAndRead() {
        long id = file(customer, "Lamp");
        assertEquals(customer.name(), nameOfCreator(id));
        return id;
    }

    private String nameOfCreator(long id) {
        return as(admin).get("/api/complaints/" + id).path("created_by.name");
    }

    private void rename(TestUser user) {
        database.preparedQuery("update person set name = 'Renamed' where id = $1")
                .execute(Tuple.of(user.id()))
                .await()
                .indefinitely();
    }

    /** As the classifier's suggestion does. */
    private void note(long id, long earlier) {
        database.preparedQuery(
                        "insert into duplicate_candidate (complaint_id, earlier_id, similarity) values ($1, $2, 0.5)")
                .execute(Tuple.of(id, earlier))
                .await()
                .indefinitely();
    }

    private Answer assertSame(boolean fast, TestUser user, String path, Map<String, String> headers) {
        double before = fastAnswers();
        Answer answer = get(user.token(), path, headers);
        assertEquals(fast ? 1 : 0, fastAnswers() - before, "fast answers to " + path);
        Map<String, String> more = new TreeMap<>(headers);
        more.put("Accept", THROUGH_REST);
        assertEquals(get(user.token(), path, more), answer, path);
        assertEquals(fast ? 1 : 0, fastAnswers() - before, "only the first is answered fast");
        return answer;
    }

    private double fastAnswers() {
        return metrics.get("recourse.http.fast").counter().count();
    }

    private Answer get(String token, String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, List<String>> shown = new TreeMap<>();
            response.headers().map().forEach((name, values) -> {
                if (!OF_ITSELF.contains(name)) {
                    shown.put(name, new ArrayList<>(values));
                }
            });
            return new Answer(response.statusCode(), shown, response.body());
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

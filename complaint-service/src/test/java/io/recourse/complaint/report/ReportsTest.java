package io.recourse.complaint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ReportsTest {

    @Inject
    ComplaintCounts counts;

    @Inject
    ActivityReports reports;

    @Inject
    MeterRegistry metrics;

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void countsWhatACustomerFiled() {
        file(customer, Map.of("priority", "high", "category", "billing"));
        long cancelled = file(customer, Map.of("priority", "low", "category", "billing"));
        long deleted = file(customer, Map.of());
        as(customer).body(Map.of("status", "cancelled")).patch("/api/complaints/" + cancelled);
        as(admin).delete("/api/complaints/" + deleted).then().statusCode(204);

        for (boolean folded : new boolean[] {false, true}) {
            if (folded) {
                counts.fold().await().indefinitely();
            }
            stats(customer)
                    .body("total", equalTo(2))
                    .body("by_status", aMapWithSize(7))
                    .body("by_status.open", equalTo(1))
                    .body("by_status.cancelled", equalTo(1))
                    .body("by_status.closed", equalTo(0))
                    .body("by_category.billing", equalTo(2))
                    .body("by_priority.high", equalTo(1))
                    .body("by_priority.low", equalTo(1))
                    .body("by_priority.medium", equalTo(0))
                    .body("average_per_day", equalTo(2.0f));
        }
    }

    @Test
    void countsWhatAnAgentSeesOnce() {
        long own = file(agent, Map.of());
        long other = file(customer, Map.of());
        file(customer, Map.of());
        for (long id : List.of(own, other)) {
            as(admin)
                    .body(Map.of("assignee", agent.id()))
                    .put("/api/complaints/" + id + "/assignee")
                    .then()
                    .statusCode(200);
        }

        stats(agent).body("total", equalTo(2)).body("by_status.open", equalTo(2));
        counts.fold().await().indefinitely();
        stats(agent).body("total", equalTo(2));
    }

    @Test
    void doesNotDriftUnderConcurrentWriters() throws Exception {
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String status = i % 2 == 0 ? "resolved" : "on_hold";
            writers.add(() -> {
                long id = file(customer, Map.of());
                as(admin).body(Map.of("status", status)).patch("/api/complaints/" + id);
                return id;
            });
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
        }

        assertEquals(0, counts.reconcile().await().indefinitely());
        stats(customer)
                .body("total", equalTo(60))
                .body("by_status.resolved", equalTo(30))
                .body("by_status.on_hold", equalTo(30));
    }

    @Test
    void correctsWhatHasDrifted() {
        file(customer, Map.of());
        file(customer, Map.of());
        counts.fold().await().indefinitely();
        counts.reconcile().await().indefinitely();
        double before = drifted();
        execute("update complaint_count set amount = amount + 5 where scope = 'creator' and person = $1");
        execute("delete from complaint_count where scope = 'creator_unassigned' and person = $1");
        execute("update complaint_count set amount = amount - 1 where scope = 'all' and $1 is not null"
                + " and status = 'open' and category = 'general' and priority = 'medium'");
        // What is changed behind the service's back may be missing for a second.
        await().untilAsserted(() -> stats(customer).body("total", equalTo(7)));

        assertEquals(3, counts.reconcile().await().indefinitely());

        await().untilAsserted(() -> stats(customer).body("total", equalTo(2)).body("by_status.open", equalTo(2)));
        assertEquals(0, counts.reconcile().await().indefinitely());
        assertEquals(before + 3, drifted());
    }

    private double drifted() {
        return metrics.get("recourse.complaints.counts.drifted").counter().count();
    }

    private void execute(String sql) {
        database.preparedQuery(sql.replace("$1", "$1::uuid"))
                .execute(Tuple.of(customer.id()))
                .await()
                .indefinitely();
    }

    @Test
    void reportsTheDays() {
        Map<String, Integer> before = activity();
        long id = file(customer, Map.of());
        as(admin).body(Map.of("status", "escalated")).patch("/api/complaints/" + id);
        as(admin).body(Map.of("status", "resolved")).patch("/api/complaints/" + id);

        Map<String, Integer> after = activity();

        assertEquals(before.get("opened") + 1, after.get("opened"));
        assertEquals(before.get("escalated") + 1, after.get("escalated"));
        assertEquals(before.get("resolved") + 1, after.get("resolved"));
        reports.fold().await().indefinitely();
        assertEquals(after, activity());
        file(customer, Map.of());
        reports.fold().await().indefinitely();
        assertEquals(before.get("opened") + 2, activity().get("opened"));
        as(agent).get("/api/reports/activity?days=3").then().statusCode(200).body("items", hasSize(3));
        as(customer).get("/api/reports/last7days").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "x", "-1"})
    void refusesOtherSpans(String days) {
        as(agent)
                .get("/api/reports/activity?days=" + days)
                .then()
                .statusCode(400)
                .body("violations.field", contains("days"));
    }

    @Test
    void addsUpInteractions() {
        long id = file(customer, Map.of());
        for (int seconds : new int[] {60, 30}) {
            as(admin)
                    .body(Map.of("type", "visit", "duration_seconds", seconds))
                    .post("/api/complaints/" + id + "/interactions")
                    .then()
                    .statusCode(201);
        }

        as(agent)
                .get("/api/interactions/stats")
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("by_type", aMapWithSize(4))
                .body("average_duration_seconds", equalTo(0.0f));
        TestUser recorder = TestUser.of(Role.AGENT);
        long theirs = file(recorder, Map.of());
        as(recorder)
                .body(Map.of("type", "chat", "duration_seconds", 45))
                .post("/api/complaints/" + theirs + "/interactions")
                .then()
                .statusCode(201);
        as(recorder)
                .get("/api/interactions/stats")
                .then()
                .body("total", equalTo(1))
                .body("by_type.chat", equalTo(1))
                .body("total_duration_seconds", equalTo(45))
                .body("average_duration_seconds", equalTo(45.0f));
    }

    private Map<String, Integer> activity() {
        return as(agent)
                .get("/api/reports/last7days")
                .then()
                .statusCode(200)
                .extract()
                .path("$");
    }

    private static ValidatableResponse stats(TestUser user) {
        return as(user).get("/api/complaints/stats").then().statusCode(200);
    }

    private static long file(TestUser user, Map<String, Object> more) {
        Map<String, Object> complaint = new java.util.HashMap<>(more);
        complaint.put("title", "Lamp");
        complaint.put("description", "d");
        return as(user).body(complaint)
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

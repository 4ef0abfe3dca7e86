package io.recourse.complaint;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many complaints at once, and the history behind them. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ExportAndBulkTest {

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void exportsMoreThanAPageAndNeutralisesFormulas() {
        for (int i = 0; i < 101; i++) {
            file("Lamp " + i);
        }
        file("=HYPERLINK(\"http://evil\")");

        String csv = as(admin)
                .get("/api/complaints/export.csv?sort=created_at&created_by=" + customer.username())
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("complaints.csv"))
                .extract()
                .asString();

        List<String> lines = csv.lines().toList();
        assertEquals(103, lines.size());
        assertTrue(lines.getFirst().startsWith("id,title,description,status"));
        assertTrue(lines.getLast().contains("\"'=HYPERLINK(\"\"http://evil\"\")\""), lines.getLast());
        as(agent).get("/api/complaints/export.csv").then().statusCode(403);
        as(admin).get("/api/complaints/export.csv?status=nowhere").then().statusCode(400);
    }

    @Test
    void changesEachByItself() {
        long open = file("Lamp");
        long cancelled = file("Lamp");
        as(customer).body(Map.of("status", "cancelled")).patch("/api/complaints/" + cancelled);
        long missing = Long.MAX_VALUE;

        as(admin)
                .body(Map.of(
                        "ids",
                        List.of(open, cancelled, missing, open),
                        "change",
                        Map.of("status", "in_progress", "priority", "high")))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(200)
                .body("results.id", contains((int) open, (int) cancelled, missing))
                .body("results.status", contains(200, 409, 404))
                .body("results[0].problem", nullValue())
                .body("results[1].problem.allowed", hasSize(0));

        as(admin)
                .get("/api/complaints/" + open)
                .then()
                .body("status", equalTo("in_progress"))
                .body("priority", equalTo("high"));
        as(admin).get("/api/complaints/" + cancelled).then().body("priority", equalTo("medium"));
    }

    @Test
    void refusesBulkChangesOfNothing() {
        as(admin)
                .body(Map.of("ids", List.of(), "change", Map.of("priority", "low")))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(400);
        as(admin)
                .body(Map.of("ids", List.of(1), "change", Map.of()))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(400);
        as(customer)
                .body(Map.of("ids", List.of(1), "change", Map.of("priority", "low")))
                .post("/api/complaints/bulk")
                .then()
                .statusCode(403);
    }

    @Test
    void verifiesTheHistory() {
        long id = file("Lamp");
        as(admin).body(Map.of("priority", "high")).patch("/api/complaints/" + id);
        as(admin).body(Map.of("body", "Hm")).post("/api/complaints/" + id + "/comments");

        as(admin)
                .get("/api/complaints/" + id + "/history/verify")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("entries", equalTo(3));
        as(customer).get("/api/complaints/" + id + "/history/verify").then().statusCode(403);
    }

    @Test
    void noticesATamperedHistory() {
        long id = file("Lamp");
        as(admin).body(Map.of("priority", "high")).patch("/api/complaints/" + id);
        String forgery = "update complaint_history set actor_id = '" + UUID.randomUUID()
                + "' where version = 2 and complaint_id = " + id;

        Assertions.assertThrows(PgException.class, () -> execute(forgery));
        execute("alter table complaint_history disable trigger history_kept");
        execute(forgery);
        execute("alter table complaint_history enable trigger history_kept");

        as(admin).get("/api/complaints/" + id + "/history/verify").then().body("valid", equalTo(false));
    }

    private void execute(String sql) {
        database.query(sql).execute().await().indefinitely();
    }

    private long file(String title) {
        return as(customer)
                .body(Map.of("title", title, "description", "d"))
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

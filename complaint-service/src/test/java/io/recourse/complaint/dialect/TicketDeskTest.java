package io.recourse.complaint.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.complaint.Desk;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.complaint.Desk.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** The calls of the ticket desk's clients. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class TicketDeskTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private int create(String title, String category, String priority) {
        return as(customer)
                .body(Map.of("title", title, "description", "It is late", "category", category, "priority", priority))
                .post("/api/tickets/")
                .then()
                .statusCode(201)
                .body("title", equalTo(title))
                .body("category", equalTo(category))
                .body("priority", equalTo(priority))
                .body("status", equalTo("open"))
                .body("created_at", notNullValue())
                .body("size()", equalTo(7))
                .extract()
                .path("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void filesReadsChangesAndDeletes(String slash) {
        int id = create("Bill", "billing", "low");

        as(customer).get("/api/tickets/" + id + slash).then().statusCode(200).body("title", equalTo("Bill"));
        as(admin)
                .body(Map.of("status", "in_progress", "priority", "high"))
                .patch("/api/tickets/" + id + slash)
                .then()
                .statusCode(200)
                .body("status", equalTo("in_progress"))
                .body("priority", equalTo("high"));
        as(admin)
                .body(Map.of(
                        "id",
                        id,
                        "title",
                        "Bills",
                        "description",
                        "d",
                        "category",
                        "account",
                        "priority",
                        "low",
                        "status",
                        "resolved"))
                .put("/api/tickets/" + id + slash)
                .then()
                .statusCode(200)
                .body("title", equalTo("Bills"))
                .body("category", equalTo("account"))
                .body("status", equalTo("resolved"));
        as(customer).delete("/api/tickets/" + id + slash).then().statusCode(403).body("detail", notNullValue());
        as(admin).delete("/api/tickets/" + id + slash).then().statusCode(204);
        as(admin).get("/api/tickets/" + id + slash).then().statusCode(404).body("keySet()", contains("detail"));
    }

    @Test
    void filters() {
        int bill = create("Bill", "billing", "low");
        int router = create("Router", "technical", "critical");

        as(customer).get("/api/tickets/").then().statusCode(200).body("id", contains(router, bill));
        as(customer).get("/api/tickets/?category=billing").then().body("id", contains(bill));
        as(customer).get("/api/tickets/?priority=critical").then().body("id", contains(router));
        as(customer).get("/api/tickets/?search=rout").then().body("id", contains(router));
        as(customer).get("/api/tickets/?status=open&category=technical").then().body("id", contains(router));
        as(customer).get("/api/tickets/?status=closed").then().body("$", hasSize(0));
        as(customer).get("/api/tickets/?status=lost").then().statusCode(400).body("detail", notNullValue());
        as(TestUser.of(Role.USER)).get("/api/tickets/").then().body("$", hasSize(0));
    }

    @Test
    void showsAndFindsWhatItHasNoWordFor() {
        int held = create("Held", "general", "low");
        int cancelled = create("Cancelled", "general", "low");
        as(admin)
                .body(Map.of("status", "on_hold"))
                .patch("/api/complaints/" + held)
                .then()
                .statusCode(200);
        as(customer)
                .body(Map.of("status", "cancelled"))
                .patch("/api/complaints/" + cancelled)
                .then()
                .statusCode(200);

        as(customer)
                .get("/api/tickets/?status=in_progress")
                .then()
                .body("id", contains(held))
                .body("status", contains("in_progress"));
        as(customer)
                .get("/api/tickets/?status=closed")
                .then()
                .body("id", contains(cancelled))
                .body("status", contains("closed"));
    }

    @Test
    void changesNothingWhenItIsSentWhatItShowed() {
        int held = create("Held", "general", "low");
        as(admin)
                .body(Map.of("status", "on_hold"))
                .patch("/api/complaints/" + held)
                .then()
                .statusCode(200);
        Map<String, Object> shown =
                as(admin).get("/api/tickets/" + held + "/").jsonPath().getMap("$");

        as(admin).body(shown).put("/api/tickets/" + held + "/").then().statusCode(200);

        Desk.see(admin, held).body("status", equalTo("on_hold")).body("version", equalTo(2));
    }

    @Test
    void counts() {
        create("Bill", "billing", "low");
        create("Router", "technical", "critical");

        as(customer)
                .get("/api/tickets/stats/")
                .then()
                .statusCode(200)
                .body("total_tickets", equalTo(2))
                .body("open_tickets", equalTo(2))
                .body("avg_tickets_per_day", equalTo(2.0f))
                .body("by_status", equalTo(Map.of("open", 2, "in_progress", 0, "resolved", 0, "closed", 0)))
                .body("by_category.billing", equalTo(1))
                .body("by_priority.critical", equalTo(1))
                .body("priority_breakdown.low", equalTo(1));
    }

    @Test
    void tellsErrorsInItsShape() {
        given().get("/api/tickets/").then().statusCode(401).body("keySet()", contains("detail"));
        as(customer)
                .body(Map.of("title", "x", "description", "d"))
                .post("/api/tickets/")
                .then()
                .statusCode(400)
                .body("keySet()", contains("detail"));
        as(customer)
                .body(Map.of("title", "Lamp", "description", "d", "status", "closed"))
                .post("/api/tickets/")
                .then()
                .statusCode(400);
        as(customer).get("/api/tickets/none/").then().statusCode(404).body("keySet()", contains("detail"));
        as(customer).body(Map.of()).patch("/api/tickets/999999999/").then().statusCode(404);
        as(customer).get("/api/tickets/?cursor=x").then().statusCode(400).body("keySet()", contains("detail"));
    }
}

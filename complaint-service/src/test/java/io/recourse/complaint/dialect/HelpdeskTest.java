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
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The calls of the helpdesk's clients, who find it below its prefix here. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class HelpdeskTest {

    private static final String DESK = "/dialects/helpdesk";

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private int create(String title, String priority) {
        return as(customer)
                .body(Map.of("title", title, "description", "It is late", "priority", priority))
                .post(DESK + "/api/tickets/")
                .then()
                .statusCode(201)
                .body("status", equalTo("open"))
                .body("priority", equalTo(priority))
                .body("created_by.username", equalTo(customer.username()))
                .extract()
                .path("id");
    }

    @Test
    void assignsAndWorksOnTickets() {
        Desk.enter(agent);
        Desk.enter(admin);
        int id = create("Printer", "high");

        as(admin)
                .body(Map.of("assigned_to", agent.username()))
                .post(DESK + "/api/tickets/" + id + "/assign/")
                .then()
                .statusCode(200)
                .body("assigned_to.username", equalTo(agent.username()));
        as(agent)
                .body(Map.of("status", "in-progress"))
                .patch(DESK + "/api/tickets/" + id + "/")
                .then()
                .statusCode(200)
                .body("status", equalTo("in-progress"));
        as(agent)
                .body(Map.of("comment", "On my way"))
                .post(DESK + "/api/tickets/" + id + "/comments/")
                .then()
                .statusCode(201)
                .body("comment", equalTo("On my way"));
        as(customer)
                .get(DESK + "/api/tickets/" + id + "/comments/")
                .then()
                .statusCode(200)
                .body("comment", contains("On my way"))
                .body("author.username", contains(agent.username()));
        as(admin)
                .body(Map.of("assigned_to", admin.username(), "status", "escalated"))
                .patch(DESK + "/api/tickets/" + id + "/")
                .then()
                .statusCode(200)
                .body("assigned_to.username", equalTo(admin.username()))
                .body("status", equalTo("escalated"));
    }

    @Test
    void searches() {
        Desk.enter(agent);
        int printer = create("Printer smokes", "high");
        int lamp = create("Lamp flickers", "low");
        as(admin)
                .body(Map.of("assigned_to", agent.username()))
                .post(DESK + "/api/tickets/" + lamp + "/reassign/")
                .then()
                .statusCode(200);

        as(customer).get(DESK + "/api/tickets/?title=printer").then().body("id", contains(printer));
        as(customer).get(DESK + "/api/tickets/?priority=low").then().body("id", contains(lamp));
        as(customer).get(DESK + "/api/tickets/?status=open").then().body("id", contains(lamp, printer));
        as(customer).get(DESK + "/api/tickets/?status=in-progress").then().body("id", hasSize(0));
        as(customer)
                .get(DESK + "/api/tickets/?assigned_to=" + agent.username())
                .then()
                .body("id", contains(lamp));
    }

    @Test
    void showsACriticalTicketAsHighAndLeavesItSo() {
        int id = (int) Desk.file(customer, "Fire", Map.of("priority", "critical"));
        Map<String, Object> shown =
                as(admin).get(DESK + "/api/tickets/" + id).jsonPath().getMap("$");

        as(admin)
                .body(Map.of(
                        "title",
                        "Fire!",
                        "description",
                        "d",
                        "priority",
                        shown.get("priority"),
                        "status",
                        shown.get("status")))
                .put(DESK + "/api/tickets/" + id)
                .then()
                .statusCode(200)
                .body("priority", equalTo("high"));

        Desk.see(admin, id).body("priority", equalTo("critical")).body("title", equalTo("Fire!"));
    }

    @Test
    void reportsTheLastWeekToStaff() {
        create("Printer", "low");

        as(agent)
                .get(DESK + "/api/reports/last7days/")
                .then()
                .statusCode(200)
                .body("opened", greaterThanOrEqualTo(1))
                .body("resolved", notNullValue())
                .body("escalated", notNullValue());
        as(customer)
                .get(DESK + "/api/reports/last7days/")
                .then()
                .statusCode(403)
                .body("detail", notNullValue());
        as(agent).get("/api/reports/last7days/").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs", "/api/docs/", "/api/schema/redoc", "/api/schema/redoc/"})
    void leadsToTheDocumentation(String path) {
        given().redirects()
                .follow(false)
                .get(DESK + path)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/docs/"));
    }

    @Test
    void isNotWhereAnotherDialectIs() {
        int id = create("Printer", "low");

        as(customer).get("/api/tickets/" + id).then().statusCode(200).body("category", notNullValue());
        as(customer).get(DESK + "/api/tickets/" + id).then().statusCode(200).body("category", nullValue());
    }

    @Test
    void tellsErrorsInItsShape() {
        int id = create("Printer", "low");

        given().get(DESK + "/api/tickets/").then().statusCode(401).body("keySet()", contains("detail"));
        as(customer)
                .body(Map.of("assigned_to", "me"))
                .post(DESK + "/api/tickets/" + id + "/assign/")
                .then()
                .statusCode(403)
                .body("keySet()", contains("detail"));
        as(admin)
                .body(Map.of("assigned_to", "nobody-of-this-name"))
                .post(DESK + "/api/tickets/" + id + "/assign/")
                .then()
                .statusCode(400)
                .body("keySet()", contains("detail"));
        as(agent).get(DESK + "/api/tickets/" + id).then().statusCode(404);
    }
}

package io.recourse.complaint.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.complaint.Desk;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** The calls of the utility desk's clients. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class UtilityDeskTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private static RequestSpecification by(TestUser user) {
        return given().header("Authorization", "Token " + user.token()).contentType(ContentType.JSON);
    }

    private int serviceType() {
        return by(customer)
                .get("/api/services/types/")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
    }

    private int request(String description) {
        return by(customer)
                .body(Map.of("service_type", serviceType(), "description", description))
                .post("/api/services/requests/")
                .then()
                .statusCode(201)
                .body("status", equalTo("Pending"))
                .body("customer.username", equalTo(customer.username()))
                .extract()
                .path("id");
    }

    private int ticket(int request) {
        return by(customer)
                .body(Map.of("parent_id", request, "subject", "Still no gas", "description", "Since Monday"))
                .post("/api/support/tickets/")
                .then()
                .statusCode(201)
                .body("parent_id", equalTo(request))
                .extract()
                .path("id");
    }

    @Test
    void listsServiceTypes() {
        by(customer)
                .get("/api/services/types/")
                .then()
                .statusCode(200)
                .body("name", hasItems("New connection", "Meter reading"))
                .body("[0].is_active", equalTo(true));
    }

    @Test
    void filesAServiceRequestAndFollowsIt() {
        int id = request("The meter stands still.\nSince Monday.");
        Desk.enter(agent);

        by(customer)
                .get("/api/services/requests/" + id + "/")
                .then()
                .statusCode(200)
                .body("title", equalTo("The meter stands still."))
                .body("attachments", hasSize(0));
        by(admin)
                .body(Map.of("representative_id", agent.id().toString()))
                .post("/api/services/requests/" + id + "/assign/")
                .then()
                .statusCode(200)
                .body("assigned_to.username", equalTo(agent.username()));
        by(agent)
                .body(Map.of("status", "In Progress"))
                .post("/api/services/requests/" + id + "/update_status/")
                .then()
                .statusCode(200)
                .body("status", equalTo("In Progress"));
        by(agent)
                .body(Map.of("comment", "Found it"))
                .post("/api/services/requests/" + id + "/comments/")
                .then()
                .statusCode(201)
                .body("comment", equalTo("Found it"))
                .body("is_internal", equalTo(false));
        by(agent)
                .body(Map.of("comment", "Old pipe", "is_internal", true))
                .post("/api/services/requests/" + id + "/comments/")
                .then()
                .statusCode(201);
        by(customer)
                .get("/api/services/requests/" + id + "/comments/")
                .then()
                .statusCode(200)
                .body("comment", contains("Found it"));
        by(agent)
                .body(Map.of("status", "Completed", "notes", "New meter"))
                .post("/api/services/requests/" + id + "/update_status/")
                .then()
                .statusCode(200)
                .body("status", equalTo("Completed"))
                .body("resolution_notes", equalTo("New meter"))
                .body("completed_at", notNullValue());
        by(customer).get("/api/services/requests/?status=Completed").then().body("id", contains(id));
        by(customer).get("/api/services/requests/?status=Pending").then().body("$", hasSize(0));
    }

    @Test
    void keepsAttachments() {
        String url = given().header("Authorization", "Token " + customer.token())
                .multiPart("service_type", Integer.toString(serviceType()))
                .multiPart("description", "See the picture")
                .multiPart("attachments", "meter.png", Pictures.png(20, 20), "image/png")
                .post("/api/services/requests/")
                .then()
                .statusCode(201)
                .body("attachments", hasSize(1))
                .extract()
                .path("attachments[0].url");

        by(customer).get(url).then().statusCode(200).contentType("image/png");
        by(TestUser.of(Role.USER)).get(url).then().statusCode(404);
    }

    @Test
    void resolvesSupportTicketsThatReferToARequest() {
        int request = request("No gas");
        int ticket = ticket(request);

        by(customer).get("/api/support/tickets/").then().statusCode(200).body("id", contains(ticket));
        by(customer).get("/api/services/requests/").then().statusCode(200).body("id", contains(request));
        by(customer).get("/api/support/tickets/" + ticket + "/").then().statusCode(200);
        by(customer).get("/api/support/tickets/" + request + "/").then().statusCode(404);
        by(admin)
                .body(Map.of("resolution_notes", "Valve opened"))
                .post("/api/support/tickets/" + ticket + "/resolve/")
                .then()
                .statusCode(200)
                .body("status", equalTo("Completed"))
                .body("resolution_notes", equalTo("Valve opened"));
        by(customer)
                .body(Map.of("subject", "Still no gas", "description", "Since Monday"))
                .post("/api/support/tickets/")
                .then()
                .statusCode(400)
                .body("detail", notNullValue());
    }

    @Test
    void recordsInteractions() {
        int ticket = ticket(request("No gas"));

        int id = by(admin)
                .body(Map.of("ticket", ticket, "type", "phone", "duration", "00:05:00", "notes", "Was upset"))
                .post("/api/support/interactions/")
                .then()
                .statusCode(201)
                .body("type", equalTo("call"))
                .body("duration", equalTo(300))
                .extract()
                .path("id");

        by(admin).get("/api/support/interactions/").then().statusCode(200).body("[0].id", equalTo(id));
        by(admin)
                .get("/api/support/interactions/recent_interactions/")
                .then()
                .statusCode(200)
                .body("[0].notes", equalTo("Was upset"));
        by(admin)
                .get("/api/support/interactions/interaction_stats/")
                .then()
                .statusCode(200)
                .body("total_interactions", greaterThanOrEqualTo(1))
                .body("by_type.call", greaterThanOrEqualTo(1))
                .body("total_duration", greaterThanOrEqualTo(300));
        by(customer).get("/api/support/interactions/").then().statusCode(403).body("detail", notNullValue());
        by(admin)
                .body(Map.of("type", "call", "duration", 10, "notes", "n"))
                .post("/api/support/interactions/")
                .then()
                .statusCode(400)
                .body("detail", equalTo("ticket: is required"));
    }

    @Test
    void tellsErrorsInItsShape() {
        int id = request("No gas");

        given().get("/api/services/types/").then().statusCode(401).body("keySet()", contains("detail"));
        given().header("Authorization", "Token nonsense")
                .get("/api/services/types/")
                .then()
                .statusCode(401)
                .body("keySet()", contains("detail"));
        by(customer)
                .body(Map.of("status", "Lost"))
                .post("/api/services/requests/" + id + "/update_status/")
                .then()
                .statusCode(400)
                .body("detail", equalTo("status: must be one of Pending, In Progress, Completed, Cancelled"));
        by(customer)
                .body(Map.of())
                .post("/api/services/requests/" + id + "/assign/")
                .then()
                .statusCode(403)
                .body("keySet()", contains("detail"));
        by(TestUser.of(Role.USER))
                .get("/api/services/requests/" + id + "/")
                .then()
                .statusCode(404)
                .body("keySet()", contains("detail"));
        by(customer)
                .body(Map.of("service_type", 999999, "description", "No gas"))
                .post("/api/services/requests/")
                .then()
                .statusCode(400)
                .body("keySet()", contains("detail"));
    }
}

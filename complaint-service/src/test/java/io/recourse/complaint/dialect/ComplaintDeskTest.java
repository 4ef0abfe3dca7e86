package io.recourse.complaint.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.complaint.Desk;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.complaint.Desk.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The calls of the complaint desk's clients. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class ComplaintDeskTest {

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser other = TestUser.of(Role.USER);

    private int create() {
        return as(customer)
                .body(Map.of("title", "Noise", "description", "All night", "status", "pending", "priority", "high"))
                .post("/api/create_complaint")
                .then()
                .statusCode(201)
                .body("message", equalTo("Complaint created"))
                .extract()
                .path("complaint_id");
    }

    @Test
    void filesListsAndResolves() {
        int id = create();

        as(customer)
                .get("/api/get_complaint")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body(
                        "[0]",
                        equalTo(Map.of(
                                "id",
                                id,
                                "title",
                                "Noise",
                                "description",
                                "All night",
                                "status",
                                "pending",
                                "priority",
                                "high")));

        as(customer)
                .body(Map.of("complaint_id", id, "status", "resolved"))
                .post("/api/update_complaint_status")
                .then()
                .statusCode(200)
                .body("message", equalTo("Complaint status updated successfully"));
        Desk.see(customer, id).body("status", equalTo("resolved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/get_complaint/", "/dialects/complaint-desk/api/get_complaint"})
    void answersWithSlashAndBelowItsPrefix(String path) {
        int id = create();

        as(customer).get(path).then().statusCode(200).body("id", contains(id));
    }

    @Test
    void leadsOnBeyondALimit() {
        create();
        int second = create();

        String link = as(customer)
                .get("/api/get_complaint?limit=1")
                .then()
                .statusCode(200)
                .body("id", contains(second))
                .header("Link", notNullValue())
                .extract()
                .header("Link");
        as(customer)
                .urlEncodingEnabled(false)
                .get("/api/get_complaint" + link.substring(1, link.indexOf('>')))
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .header("Link", nullValue());
    }

    @Test
    void tellsErrorsInItsShape() {
        int id = create();

        given().get("/api/get_complaint").then().statusCode(401).body("error", notNullValue());
        given().header("Authorization", "Bearer a.b.c")
                .get("/api/get_complaint")
                .then()
                .statusCode(401)
                .contentType(ContentType.JSON)
                .body("keySet()", contains("error"));
        as(customer)
                .body(Map.of("title", "x"))
                .post("/api/create_complaint")
                .then()
                .statusCode(400)
                .body("error", notNullValue());
        as(customer)
                .body(Map.of("complaint_id", id, "status", "no such status"))
                .post("/api/update_complaint_status")
                .then()
                .statusCode(400)
                .body("error", is("status: must be one of pending, in_progress, escalated, resolved, cancelled"));
        as(other)
                .body(Map.of("complaint_id", id, "status", "resolved"))
                .post("/api/update_complaint_status")
                .then()
                .statusCode(404)
                .body("error", notNullValue());
        as(customer)
                .body(Map.of("complaint_id", id, "status", "escalated"))
                .post("/api/update_complaint_status")
                .then()
                .statusCode(403)
                .body("error", notNullValue());
        as(customer)
                .body("{")
                .post("/api/create_complaint")
                .then()
                .statusCode(400)
                .body("error", notNullValue());
    }

    @Test
    void hidesWhatIsSomebodyElses() {
        create();

        as(other).get("/api/get_complaint").then().statusCode(200).body("$", hasSize(0));
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        as(customer)
                .body(Map.of("title", "Noise", "description", "d", "colour", "red", "complaint_id", 7))
                .post("/api/create_complaint")
                .then()
                .statusCode(201);
    }

    @Test
    void takesNoTokenInAnotherDesksHeader() {
        given().header("TOKEN", customer.token())
                .get("/api/get_complaint")
                .then()
                .statusCode(401);
        given().header("Authorization", "Token " + customer.token())
                .get("/api/get_complaint")
                .then()
                .statusCode(401);
        given().header("TOKEN", customer.token()).get("/api/complaints").then().statusCode(401);
        given().header("Authorization", "Token " + customer.token())
                .get("/api/complaints")
                .then()
                .statusCode(401);
    }

    @Test
    void describesWhatIsSpokenWhereItIsFound() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .body("paths.'/api/create_complaint'.post.tags", contains("Dialect: complaint desk"))
                .body(
                        "paths.'/api/update_complaint_status'.post.responses.'404'.content.keySet()",
                        contains("application/json"))
                .body("paths.'/dialects/helpdesk/api/tickets'.get.tags", everyItem(equalTo("Dialect: helpdesk")))
                .body("paths.'/api/tickets/{id}'.get.tags", contains("Dialect: ticket desk"))
                .body("paths.'/dialects/complaint-desk/api/create_complaint'", nullValue());
    }
}

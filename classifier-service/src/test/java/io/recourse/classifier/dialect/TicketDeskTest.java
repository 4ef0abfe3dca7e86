package io.recourse.classifier.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.classifier.TestTokens;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** How the ticket desk's clients have a text classified. */
@QuarkusTest
@TestProfile(TicketDeskTest.On.class)
@QuarkusTestResource(RecourseTestResource.class)
class TicketDeskTest {

    /** Speaks that dialect. */
    public static class On implements io.quarkus.test.junit.QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recourse.dialects.ticket-desk", "on");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/tickets/classify/", "/api/tickets/classify", "/dialects/ticket-desk/api/tickets/classify"})
    void suggestsWhatTheCoreDoes(String path) {
        Map<String, String> text = Map.of("description", "My invoice was charged twice, I want the money back");
        Map<String, Object> core =
                customer().body(text).post("/api/classify").jsonPath().getMap("$");

        customer()
                .body(text)
                .post(path)
                .then()
                .statusCode(200)
                .body("suggested_category", equalTo(core.get("suggested_category")))
                .body("suggested_priority", equalTo(core.get("suggested_priority")))
                .body("size()", equalTo(2));
    }

    private static RequestSpecification customer() {
        return given().header("Authorization", "Bearer " + TestTokens.of(Role.USER))
                .contentType(ContentType.JSON);
    }

    @Test
    void tellsErrorsInItsShape() {
        given().contentType(ContentType.JSON)
                .body(Map.of("description", "Late"))
                .post("/api/tickets/classify/")
                .then()
                .statusCode(401)
                .body("keySet()", contains("detail"));
        customer()
                .body(Map.of())
                .post("/api/tickets/classify/")
                .then()
                .statusCode(400)
                .body("keySet()", contains("detail"));
        given().post("/api/login/").then().statusCode(404);
    }
}

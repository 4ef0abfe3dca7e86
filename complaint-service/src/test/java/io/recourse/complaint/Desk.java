package io.recourse.complaint;

import java.util.LinkedHashMap;
import java.util.Map;

import io.recourse.complaint.TestTokens.TestUser;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** What tests do at the desk time and again. */
public final class Desk {

    private Desk() {}

    /** A request with JSON in somebody's name. */
    public static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }

    /** Files a complaint that the classifier has nothing to do with; gives its id. */
    public static long file(TestUser user, String title) {
        return file(user, title, Map.of());
    }

    public static long file(TestUser user, String title, Map<String, ?> more) {
        Map<String, Object> complaint = new LinkedHashMap<>(
                Map.of("title", title, "description", "d", "priority", "low", "category", "general"));
        complaint.putAll(more);
        return as(user).body(complaint)
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** Makes somebody known to the directory. */
    public static void enter(TestUser user) {
        file(user, "Hello");
    }

    public static ValidatableResponse see(TestUser user, long id) {
        return as(user).get("/api/complaints/" + id).then();
    }
}

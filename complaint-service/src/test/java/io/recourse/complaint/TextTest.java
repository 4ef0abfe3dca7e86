package io.recourse.complaint;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.file;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** How long texts may be, counted as people count, and that titles stay on their line. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class TextTest {

    /** One character, two units of UTF-16, four bytes. */
    private static final String FACE = "\uD83D\uDE00";

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @ParameterizedTest
    @CsvSource({"2, 400", "3, 201", "200, 201", "201, 400"})
    void countsTheCharactersOfTitles(int characters, int status) {
        ValidatableResponse answer = filing(FACE.repeat(characters), "d").statusCode(status);
        if (status == 400) {
            answer.body("violations.field", contains("title"));
        } else {
            answer.body("title", equalTo(FACE.repeat(characters)));
        }
    }

    @Test
    void countsTheCharactersOfLongTexts() {
        filing("Lamp", FACE.repeat(10_000)).statusCode(201);
        filing("Lamp", FACE.repeat(10_001)).statusCode(400).body("violations.field", contains("description"));
        String comments = "/api/complaints/" + file(customer, "Lamp") + "/comments";
        as(customer)
                .body(Map.of("body", FACE.repeat(10_000)))
                .post(comments)
                .then()
                .statusCode(201);
        as(customer)
                .body(Map.of("body", FACE.repeat(10_001)))
                .post(comments)
                .then()
                .statusCode(400);
        as(customer).body(Map.of("body", "")).post(comments).then().statusCode(400);
        as(customer).body(Map.of("body", FACE)).post(comments).then().statusCode(201);
    }

    @Test
    void countsTheCharactersOfAForm() {
        given().header("Authorization", "Bearer " + customer.token())
                .multiPart("title", FACE.repeat(200), "text/plain; charset=UTF-8")
                .multiPart("description", FACE.repeat(10_000), "text/plain; charset=UTF-8")
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .body("title", equalTo(FACE.repeat(200)))
                .body("description", equalTo(FACE.repeat(10_000)));
    }

    @Test
    void keepsTitlesOnOneLine() {
        long id = filing("Water\r\n in the\tcellar\u2028\n", "First line.\nSecond line.")
                .statusCode(201)
                .body("title", equalTo("Water in the cellar"))
                .body("description", equalTo("First line.\nSecond line."))
                .extract()
                .jsonPath()
                .getLong("id");

        as(admin)
                .body(Map.of("title", "Bcc:\r\nevil"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Bcc: evil"));
        filing("a\n\n\n\n", "d").statusCode(400).body("violations.field", contains("title"));
        String name = "Type " + UUID.randomUUID();
        as(admin)
                .body(Map.of("name", name.replace(' ', '\n')))
                .post("/api/service-types")
                .then()
                .statusCode(201)
                .body("name", equalTo(name));
    }

    private ValidatableResponse filing(String title, String description) {
        return as(customer)
                .body(Map.of("title", title, "description", description))
                .post("/api/complaints")
                .then();
    }
}

package io.recourse.complaint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class IdempotencyTest {

    @Inject
    Pool database;

    @ConfigProperty(name = "recourse.media.directory")
    Path media;

    private final TestUser customer = TestUser.of(Role.USER);
    private final String key = UUID.randomUUID().toString();

    @Test
    void keepsTheAnswerInTheTransactionOfTheCreation() {
        String key = UUID.randomUUID().toString();
        Response first = as(customer)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Lamp \"x\"", "description", "d", "service_type_id", 2))
                .post("/api/complaints");
        first.then().statusCode(201);

        // Whatever is written later, the answer among it, would be of another transaction.
        assertEquals(
                true,
                database.preparedQuery("""
                                select k.xmin = h.xmin as same from idempotency_key k, complaint_history h
                                where k.key = $1 and h.complaint_id = $2""")
                        .execute(Tuple.of(key, first.jsonPath().getLong("id")))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getBoolean("same"));
        Response second = as(customer)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Lamp \"x\"", "description", "d", "service_type_id", 2))
                .post("/api/complaints");
        assertEquals(first.asString(), second.asString());
        for (String header : List.of("Location", "ETag")) {
            assertEquals(first.header(header), second.header(header));
        }
        assertEquals(
                first.header("ETag"), as(customer).get(first.header("Location")).header("ETag"));
    }

    @Test
    void filesOnceAndAnswersTwice() {
        Response first = file(customer, key, "Lamp");
        Response second = file(customer, key, "Lamp");

        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        second.then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .header("ETag", startsWith("\"1-"))
                .contentType("application/json");
        assertEquals(first.header("Location"), second.header("Location"));
        assertEquals(first.asString(), second.asString());
        as(customer).get("/api/complaints").then().body("items", hasSize(1));
    }

    @Test
    void givesTheFirstAnswerThoughTheComplaintHasChanged() {
        Response first = file(customer, key, "Lamp");
        as(customer)
                .body(Map.of("title", "Lantern"))
                .patch(first.header("Location"))
                .then()
                .statusCode(200);

        file(customer, key, "Lamp").then().statusCode(201).body("title", equalTo("Lamp"));
    }

    @Test
    void filesOnceWhenManyArriveAtOnce() throws Exception {
        List<Callable<Response>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            requests.add(() -> file(customer, key, "Lamp"));
        }
        List<Response> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }

        assertEquals(
                1,
                answers.stream()
                        .map(Response::asString)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(
                11,
                answers.stream()
                        .filter(a -> a.header("Idempotent-Replayed") != null)
                        .count());
        as(customer).get("/api/complaints").then().body("items", hasSize(1));
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        file(customer, key, "Lamp");

        file(customer, key, "Lantern")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("Idempotency-Key"));
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        TestUser other = TestUser.of(Role.USER);
        file(customer, key, "Lamp");

        file(other, key, "Lamp").then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void letsARefusedRequestBeRepaired() {
        as(customer)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Lamp", "description", "d", "service_type_id", 9999))
                .post("/api/complaints")
                .then()
                .statusCode(422);

        file(customer, key, "Lamp").then().statusCode(201);
    }

    @Test
    void knowsTheFilesOfAForm() {
        byte[] picture = Pictures.png(4, 4);
        Response first = fileWith(picture);
        Response second = fileWith(picture);

        first.then().statusCode(201);
        second.then().statusCode(201).header("Idempotent-Replayed", equalTo("true"));
        assertEquals(first.asString(), second.asString());
        fileWith(Pictures.png(5, 5)).then().statusCode(422);
        as(customer).get("/api/complaints").then().body("items", hasSize(1));
    }

    @Test
    void filesOnceWhenManyFormsArriveAtOnce() throws Exception {
        byte[] picture = Pictures.png(4, 4);
        long before = files();
        List<Callable<Response>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(() -> fileWith(picture));
        }
        List<Response> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
        }

        answers.forEach(answer -> answer.then().statusCode(201).body("images", hasSize(1)));
        assertEquals(
                1,
                answers.stream()
                        .map(Response::asString)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(
                7,
                answers.stream()
                        .filter(a -> a.header("Idempotent-Replayed") != null)
                        .count());
        as(customer).get("/api/complaints").then().body("items", hasSize(1));
        as(customer)
                .get(answers.getFirst().jsonPath().getString("images[0].url"))
                .then()
                .statusCode(200);
        // Those who came too late left no file behind.
        assertEquals(before + 1, files());
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.exists(media) ? Files.walk(media) : Stream.of()) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void holdsForCommentsToo() {
        String url = file(customer, null, "Lamp").header("Location") + "/comments";
        for (int i = 0; i < 2; i++) {
            as(customer)
                    .header("Idempotency-Key", key)
                    .body(Map.of("body", "Any news?"))
                    .post(url)
                    .then()
                    .statusCode(201);
        }

        as(customer).get(url).then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ü"})
    void refusesMalformedKeys(String malformed) {
        file(customer, malformed, "Lamp").then().statusCode(400).body("violations.field", contains("Idempotency-Key"));
    }

    private Response fileWith(byte[] picture) {
        return given().header("Authorization", "Bearer " + customer.token())
                .header("Idempotency-Key", key)
                .multiPart("title", "Lamp")
                .multiPart("description", "d")
                .multiPart("images", "a.png", picture, "image/png")
                .post("/api/complaints");
    }

    private static Response file(TestUser user, String key, String title) {
        RequestSpecification request = as(user).body(Map.of("title", title, "description", "d"));
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/complaints");
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }
}

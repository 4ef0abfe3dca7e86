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
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.file;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Entity tags, conditions on them, and where created things are found. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ConditionalRequestsTest {

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    @Test
    void answersWhatIsKnownWithoutABody() {
        String url = "/api/complaints/" + file(customer, "Lamp");
        String tag = as(customer).get(url).then().statusCode(200).extract().header("ETag");

        as(customer)
                .header("If-None-Match", "\"other\", W/" + tag)
                .get(url)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Cache-Control", containsString("private"))
                .body(emptyString());
        as(admin).body(Map.of("priority", "high")).patch(url).then().header("ETag", not(tag));
        as(customer)
                .header("If-None-Match", tag)
                .get(url)
                .then()
                .statusCode(200)
                .body("priority", equalTo("high"));
    }

    @Test
    void refusesAConditionWithoutATag() {
        String url = "/api/complaints/" + file(customer, "Lamp");

        as(admin)
                .header("If-Match", "")
                .body(Map.of("priority", "high"))
                .patch(url)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("If-Match"));
        as(admin).get(url).then().body("version", equalTo(1));
    }

    @Test
    void answersNothingThatIsRefused() {
        String url = "/api/complaints/" + file(customer, "Lamp");

        as(customer)
                .accept("application/json;q=0")
                .get(url)
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        as(customer).accept("*/*, application/json;q=0").get(url).then().statusCode(406);
        as(customer).accept("application/json;q=0.1").get(url).then().statusCode(200);
    }

    @Test
    void answersAnewWhenOnlyANameHasChanged() {
        String url = "/api/complaints/" + file(customer, "Lamp");
        String tag = as(customer).get(url).header("ETag");

        database.preparedQuery("update person set name = 'Ana' where id = $1")
                .execute(Tuple.of(customer.id()))
                .await()
                .indefinitely();

        as(customer)
                .header("If-None-Match", tag)
                .get(url)
                .then()
                .statusCode(200)
                .body("created_by.name", equalTo("Ana"));
        // It is no reason to refuse a change.
        as(customer)
                .header("If-Match", tag)
                .body(Map.of("title", "Lantern"))
                .patch(url)
                .then()
                .statusCode(200);
        as(customer)
                .header("If-Match", tag)
                .body(Map.of("title", "Candle"))
                .patch(url)
                .then()
                .statusCode(412);
    }

    @Test
    void pointsAtWhatWasCreated() {
        Response complaint =
                as(customer).body(Map.of("title", "Lamp", "description", "d")).post("/api/complaints");
        String url = pointsAtItself(complaint, "/api/complaints/");
        pointsAtItself(as(customer).body(Map.of("body", "Hm")).post(url + "/comments"), url + "/comments/");
        pointsAtItself(as(admin).body(Map.of("type", "call")).post(url + "/interactions"), url + "/interactions/");
        pointsAtItself(
                as(admin).body(Map.of("name", "Type " + UUID.randomUUID())).post("/api/service-types"),
                "/api/service-types/");
        String image = given().header("Authorization", "Bearer " + customer.token())
                .multiPart("images", "a.png", Pictures.png(3, 3), "image/png")
                .post(url + "/images")
                .header("Location");
        as(customer).get(image).then().statusCode(200).contentType("image/png");
    }

    @Test
    void pointsAtTheSamePlaceAgain() {
        List<String> locations =
                List.of(fileWithKey().header("Location"), fileWithKey().header("Location"));

        assertEquals(locations.get(0), locations.get(1));
    }

    private Response fileWithKey() {
        return as(customer)
                .header("Idempotency-Key", customer.username())
                .body(Map.of("title", "Lamp", "description", "d"))
                .post("/api/complaints");
    }

    /** Checks that the location is a path, and that what is there is what was answered. */
    private String pointsAtItself(Response created, String start) {
        created.then().statusCode(201).header("Location", startsWith(start));
        String location = created.header("Location");
        assertEquals(
                created.jsonPath().getLong("id"),
                as(admin)
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("id"));
        return location;
    }

    @Test
    void hidesPartsOfComplaintsFromWhomTheyAreNotFor() {
        String url = "/api/complaints/" + file(customer, "Lamp");
        String internal = as(admin)
                .body(Map.of("body", "Hm", "internal", true))
                .post(url + "/comments")
                .header("Location");
        String call = as(admin)
                .body(Map.of("type", "call"))
                .post(url + "/interactions")
                .header("Location");
        String elsewhere = "/api/complaints/" + file(customer, "Door");

        as(admin).get(internal).then().statusCode(200).body("body", equalTo("Hm"));
        as(customer).get(internal).then().statusCode(404).contentType("application/problem+json");
        as(customer).get(call).then().statusCode(403);
        as(TestUser.of(Role.USER)).get(internal).then().statusCode(404);
        as(admin).get(internal.replace(url, elsewhere)).then().statusCode(404);
        as(admin).get(call.replace(url, elsewhere)).then().statusCode(404);
    }

    @Test
    void changesServiceTypesOnTheVersionThatWasSeen() {
        String name = "Type " + UUID.randomUUID();
        Response created =
                as(admin).body(Map.of("name", name, "description", "d")).post("/api/service-types");
        String url = created.header("Location");
        String tag = created.header("ETag");

        as(customer)
                .get(url)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(tag))
                .body("name", equalTo(name));
        as(customer).header("If-None-Match", tag).get(url).then().statusCode(304);
        as(admin)
                .header("If-Match", tag)
                .body("{\"description\":null}")
                .patch(url)
                .then()
                .statusCode(200)
                .header("ETag", not(tag))
                .body("description", nullValue())
                .body("name", equalTo(name));
        as(admin)
                .header("If-Match", tag)
                .body(Map.of("active", false))
                .patch(url)
                .then()
                .statusCode(412);
        as(admin).header("If-Match", tag).delete(url).then().statusCode(412);
        as(admin).body("{\"name\":null}").patch(url).then().statusCode(400);
        as(admin).delete(url).then().statusCode(204);
        as(admin).get(url).then().statusCode(404);
    }
}

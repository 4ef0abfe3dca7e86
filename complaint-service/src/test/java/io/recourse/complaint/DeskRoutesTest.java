package io.recourse.complaint;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** Service types, interactions and the public board. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class DeskRoutesTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);
    private final String name = "Type " + UUID.randomUUID();

    @Test
    void comesWithTheUsualServiceTypes() {
        as(customer)
                .get("/api/service-types")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems("New connection", "Leak or outage", "Meter reading", "Billing query", "Other"));
    }

    @Test
    void letsAdminsManageServiceTypes() {
        int id = as(admin)
                .body(Map.of("name", name))
                .post("/api/service-types")
                .then()
                .statusCode(201)
                .body("active", equalTo(true))
                .extract()
                .path("id");
        as(admin)
                .body(Map.of("name", name.toUpperCase()))
                .post("/api/service-types")
                .then()
                .statusCode(409);
        as(admin)
                .body(Map.of("description", "Street lights"))
                .patch("/api/service-types/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("description", equalTo("Street lights"));
        as(admin).delete("/api/service-types/" + id).then().statusCode(204);
        as(admin).delete("/api/service-types/" + id).then().statusCode(404);
        as(agent).body(Map.of("name", name)).post("/api/service-types").then().statusCode(403);
    }

    @Test
    void deactivatesAServiceTypeThatIsInUse() {
        int id = as(admin)
                .body(Map.of("name", name))
                .post("/api/service-types")
                .then()
                .extract()
                .path("id");
        as(customer)
                .body(Map.of("title", "Lamp", "description", "d", "service_type_id", id))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .body("service_type.name", equalTo(name));

        as(admin).delete("/api/service-types/" + id).then().statusCode(200).body("active", equalTo(false));

        as(customer)
                .body(Map.of("title", "Lamp", "description", "d", "service_type_id", id))
                .post("/api/complaints")
                .then()
                .statusCode(422);
    }

    @Test
    void refusesAServiceTypeThatGoesWhileAComplaintIsFiled() throws Exception {
        int id = define("Doomed " + UUID.randomUUID());
        SqlConnection admins = database.getConnection().await().indefinitely();
        admins.query("begin").execute().await().indefinitely();
        admins.query("delete from service_type where id = " + id)
                .execute()
                .await()
                .indefinitely();

        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Response> filing = threads.submit(() -> as(customer)
                    .body(Map.of("title", "Lamp", "description", "d", "service_type_id", id))
                    .post("/api/complaints"));
            await().atMost(SOON).until(() -> waitingForLocks() > 0);
            admins.query("commit").execute().await().indefinitely();
            admins.close().await().indefinitely();

            filing.get().then().statusCode(422).body("violations.field", contains("service_type_id"));
        }
    }

    private long waitingForLocks() {
        return database.query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%insert into complaint%' and datname = current_database()")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private int define(String name) {
        return as(admin)
                .body(Map.of("name", name))
                .post("/api/service-types")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getInt("id");
    }

    @Test
    void keepsInteractionsForStaff() {
        long id = file(Map.of("title", "Lamp", "description", "d"));

        int interaction = as(admin)
                .body(Map.of("type", "call", "duration_seconds", 90, "notes", "Will call back"))
                .post("/api/complaints/" + id + "/interactions")
                .then()
                .statusCode(201)
                .body("type", equalTo("call"))
                .body("recorded_by.username", equalTo(admin.username()))
                .extract()
                .path("id");

        as(admin).get("/api/complaints/" + id + "/interactions").then().body("items.notes", contains("Will call back"));
        as(admin).get("/api/interactions/recent").then().body("items.id", hasItem(interaction));
        as(agent).get("/api/interactions/recent").then().body("items.id", not(hasItem(interaction)));
        as(agent).get("/api/complaints/" + id + "/interactions").then().statusCode(404);
        as(customer).get("/api/complaints/" + id + "/interactions").then().statusCode(403);
        as(customer).get("/api/complaints/" + id + "/history").then().body("items.type", contains("complaint.created"));
        as(admin)
                .body(Map.of("type", "telepathy"))
                .post("/api/complaints/" + id + "/interactions")
                .then()
                .statusCode(400);
    }

    @Test
    void showsPublicComplaintsToEverybodyWithoutTheirCreators() {
        long shown = file(Map.of("title", "Broken street lamp", "description", "d", "visibility", "public"));
        long hidden = file(Map.of("title", "My bill", "description", "d"));

        given().get("/api/public/complaints")
                .then()
                .statusCode(200)
                .body("items.id", hasItem((int) shown))
                .body("items.id", not(hasItem((int) hidden)))
                .body("items[0].keySet()", hasSize(5));
        String cursor =
                given().get("/api/public/complaints?limit=1").then().extract().path("next_cursor");
        if (cursor != null) {
            given().queryParam("cursor", cursor)
                    .get("/api/public/complaints?limit=1")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
    }

    private long file(Map<String, Object> complaint) {
        return as(customer)
                .body(complaint)
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

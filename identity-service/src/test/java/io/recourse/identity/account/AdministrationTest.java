package io.recourse.identity.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AdministrationTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Inject
    Pool database;

    private Person admin;

    @BeforeEach
    void signIn() {
        admin = Person.admin();
    }

    @Test
    void endsTheSessionsOfWhomeverItGivesAnotherRole() {
        Person person = Person.customer();

        changeRole(admin, person, "agent").then().statusCode(200).body("role", equalTo("agent"));

        person.asks().get("/api/users/me").then().statusCode(401);
        Person.refresh(person.refreshToken()).then().statusCode(401);
        Person.signIn(person.username(), Person.PASSWORD)
                .asks()
                .get("/api/users")
                .then()
                .statusCode(200);
    }

    @Test
    void changesNothingWhenTheRoleIsTheSame() {
        Person person = Person.customer();

        changeRole(admin, person, "user").then().statusCode(200);

        person.asks().get("/api/users/me").then().statusCode(200);
    }

    @Test
    void letsNobodyInWhoIsDeactivated() {
        Person person = Person.customer();

        setActive(admin, person, false).then().statusCode(200).body("active", equalTo(false));

        person.asks().get("/api/users/me").then().statusCode(401);
        Person.refresh(person.refreshToken()).then().statusCode(401);
        setActive(admin, person, true).then().statusCode(200);
        Person.login(person.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(200);
    }

    @Test
    void refusesPatchOfAnOlderVersion() {
        Person person = Person.customer();
        String etag = admin.asks().get("/api/users/" + person.id()).header("ETag");
        person.asks().body("{\"address\": \"1\"}").patch("/api/users/me").then().statusCode(200);

        for (String method : new String[] {"PATCH", "DELETE"}) {
            admin.asks()
                    .header("If-Match", etag)
                    .body("{}")
                    .request(method, "/api/users/" + person.id())
                    .then()
                    .statusCode(412);
        }
    }

    @Test
    void erasesWhomItDeletes() {
        Person person = Person.customer();

        admin.asks().delete("/api/users/" + person.id()).then().statusCode(204);

        person.asks().get("/api/users/me").then().statusCode(401);
        Person.refresh(person.refreshToken()).then().statusCode(401);
        admin.asks().get("/api/users/" + person.id()).then().statusCode(404);
        admin.asks().delete("/api/users/" + person.id()).then().statusCode(404);
        Person.json(null)
                .body(Person.registration(person.username()))
                .post("/api/users")
                .then()
                .statusCode(201);
    }

    @Test
    void letsPeopleDeleteThemselves() {
        Person person = Person.customer();

        person.asks().delete("/api/users/me").then().statusCode(204);

        person.asks().get("/api/users/me").then().statusCode(401);
        Person.login(person.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(401);
    }

    /** All admins there are demote, deactivate or delete each other in a ring, at once. */
    @Test
    void leavesAnAdminWhateverHappensAtOnce() {
        List<Person> ring = new ArrayList<>(List.of(admin));
        IntStream.range(0, 4).forEach(i -> ring.add(Person.withRole("admin")));

        List<Integer> statuses = IntStream.range(0, ring.size())
                .parallel()
                .mapToObj(i -> takeAway(i, ring.get(i), ring.get((i + 1) % ring.size())))
                .toList();

        long activeAdmins = count("select count(*) from account where role = 'admin' and active");
        restoreTheFirstAdmin();
        assertThat(activeAdmins).isPositive();
        assertThat(statuses).isSubsetOf(200, 204, 401, 403, 404, 409);
    }

    @Test
    void refusesToTakeTheLastAdminAway() {
        execute("update account set active = false where role = 'admin' and username <> 'root'");

        changeRole(admin, admin, "agent").then().statusCode(409).contentType("application/problem+json");
        setActive(admin, admin, false).then().statusCode(409);
        admin.asks().delete("/api/users/me").then().statusCode(409);
        admin.asks().delete("/api/users/" + admin.id()).then().statusCode(409);

        admin.asks().get("/api/users/me").then().statusCode(200).body("role", equalTo("admin"));
    }

    private static int takeAway(int way, Person by, Person from) {
        // The last one of the ring takes the first admin away, who must not be deleted for good.
        return switch (way % 3) {
            case 0 -> changeRole(by, from, "agent").statusCode();
            case 1 -> setActive(by, from, false).statusCode();
            default -> by.asks().delete("/api/users/" + from.id()).statusCode();
        };
    }

    private static Response changeRole(Person by, Person of, String role) {
        return by.asks().body(Map.of("role", role)).put("/api/users/" + of.id() + "/role");
    }

    private static Response setActive(Person by, Person of, boolean active) {
        return by.asks().body(Map.of("active", active)).patch("/api/users/" + of.id());
    }

    /** The other tests rely on the first admin. */
    private void restoreTheFirstAdmin() {
        execute("update account set role = 'admin', active = true where username = 'root'");
    }

    private void execute(String sql) {
        database.query(sql).execute().await().atMost(LIMIT);
    }

    private long count(String sql) {
        return database.query(sql)
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getLong(0);
    }
}

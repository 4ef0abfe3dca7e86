package io.recourse.identity.audit;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AuditResourceTest {

    @Test
    void remembersWhatHappenedToAnAccountNewestFirst() {
        Person admin = Person.admin();
        Person person = Person.customer();
        Person.login(person.username(), "wrong-password", Person.newAddress());
        admin.asks()
                .body(Map.of("role", "agent"))
                .put("/api/users/" + person.id() + "/role")
                .then()
                .statusCode(200);

        admin.asks()
                .get("/api/audit?subject_id=" + person.id())
                .then()
                .statusCode(200)
                .body("items.action", contains("role_changed", "login_failed", "login_succeeded", "account_registered"))
                .body("items[0].actor_id", equalTo(admin.id()))
                .body("items[0].detail", equalTo("user to agent"))
                .body("items[1].actor_id", nullValue())
                .body("items[1].address", notNullValue());
    }

    @Test
    void pagesThroughTheLog() {
        Person admin = Person.admin();
        Person person = Person.customer();
        String list = "/api/audit?limit=1&subject_id=" + person.id();

        String cursor = admin.asks()
                .get(list)
                .then()
                .body("items.action", contains("login_succeeded"))
                .extract()
                .path("next_cursor");

        admin.asks()
                .queryParam("cursor", cursor)
                .get(list)
                .then()
                .body("items.action", contains("account_registered"))
                .body("next_cursor", nullValue());
        admin.asks()
                .get("/api/audit?cursor=nonsense")
                .then()
                .statusCode(400)
                .body("violations.field", contains("cursor"));
    }

    @Test
    void forgetsTheAddressesOfWhomWasDeleted() {
        Person person = Person.customer();
        person.asks().delete("/api/users/me").then().statusCode(204);

        Person.admin()
                .asks()
                .get("/api/audit?subject_id=" + person.id())
                .then()
                .body("items", hasSize(3))
                .body("items.address", everyItem(nullValue()));
    }
}

package io.recourse.identity.event;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.recourse.identity.TopicReader;
import io.recourse.identity.TopicReader.Event;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class IdentityEventsTest {

    private TopicReader topic;

    @BeforeEach
    void open() {
        topic = new TopicReader("identity-events");
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void tellsOfRegistrationAndChange() {
        Person person = Person.customer();
        person.asks()
                .body(Map.of("last_name", "Other"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        List<Event> events = topic.awaitKey(person.id(), found -> found.size() >= 2);

        assertThat(types(events)).containsExactly("user.changed", "user.changed");
        events.forEach(IdentityEventsTest::assertValid);
        JsonPath changed = JsonPath.from(events.getLast().data());
        assertThat(changed.getString("id")).isEqualTo(person.id());
        assertThat(changed.getString("username")).isEqualTo(person.username());
        assertThat(changed.getString("name")).isEqualTo("Paula Other");
        assertThat(changed.getString("email")).isEqualTo(person.email());
        assertThat(changed.getString("role")).isEqualTo("user");
        assertThat(changed.getBoolean("active")).isTrue();
        assertThat(changed.getBoolean("available")).isFalse();
    }

    @Test
    void tellsNothingOfAChangeThatChangesNothing() {
        Person person = Person.customer();

        person.asks()
                .body(Map.of("first_name", "Paula"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        person.asks()
                .body(Map.of("last_name", "Last"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);
        List<Event> events = topic.awaitKey(
                person.id(), found -> !found.isEmpty() && found.getLast().data().contains("Last"));
        assertThat(events).hasSize(2);
    }

    @Test
    void tellsOfTheEndOfSessions() {
        Person person = Person.customer();
        person.asks().post("/api/auth/logout").then().statusCode(204);
        Person again = Person.signIn(person.username(), Person.PASSWORD);
        Person.admin()
                .asks()
                .body(Map.of("role", "agent"))
                .put("/api/users/" + again.id() + "/role")
                .then()
                .statusCode(200);

        List<Event> events = topic.awaitKey(person.id(), found -> found.size() >= 4);

        assertThat(types(events)).containsExactly("user.changed", "session.revoked", "user.changed", "session.revoked");
        events.forEach(IdentityEventsTest::assertValid);
        assertThat(JsonPath.from(events.get(1).data()).getString("reason")).isEqualTo("logout");
        assertThat(JsonPath.from(events.get(3).data()).getString("reason")).isEqualTo("role_changed");
        assertThat(JsonPath.from(events.get(3).data()).getString("role")).isEqualTo("agent");
    }

    @Test
    void tellsOfDeletionAndLeavesATombstone() {
        Person person = Person.customer();
        person.asks().delete("/api/users/me").then().statusCode(204);

        List<Event> events = topic.awaitKey(person.id(), found -> found.size() >= 4);

        assertThat(types(events)).containsExactly("user.changed", "session.revoked", "user.deleted", null);
        events.subList(0, 3).forEach(IdentityEventsTest::assertValid);
        assertThat(events.getLast().data()).isNull();
    }

    private static List<String> types(List<Event> events) {
        return events.stream().map(Event::type).toList();
    }

    private static void assertValid(Event event) {
        EventSchemas.assertFits(event.type(), event.data());
    }
}

package io.recourse.identity.recovery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Mailbox;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.recourse.identity.TopicReader;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class PasswordResetTest {

    private static final String SUBJECT = "Choose a new password";
    private static final String NEW_PASSWORD = "another-battery-horse";

    @Inject
    MovableClock clock;

    @Inject
    Pool database;

    @Test
    void letsInWhoChoseANewPasswordByTheMailedLink() {
        Person person = Person.customer();
        request(person.email().toUpperCase()).then().statusCode(202);

        confirm(Mailbox.awaitToken(person.email(), SUBJECT, 1), NEW_PASSWORD)
                .then()
                .statusCode(204);

        person.asks().get("/api/users/me").then().statusCode(401);
        Person.refresh(person.refreshToken()).then().statusCode(401);
        Person.login(person.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(401);
        Person again = Person.signIn(person.username(), NEW_PASSWORD);
        again.asks().get("/api/users/me").then().statusCode(200).body("email_verified", equalTo(true));
        Person.admin()
                .asks()
                .get("/api/audit?subject_id=" + person.id())
                .then()
                .body("items.action", hasItems("password_reset_requested", "password_reset"));
    }

    @Test
    void saysWhyItEndedTheSessions() {
        Person person = Person.customer();
        request(person.email());

        confirm(Mailbox.awaitToken(person.email(), SUBJECT, 1), NEW_PASSWORD);

        try (TopicReader topic = new TopicReader("identity-events")) {
            var revoked = topic.awaitKey(person.id(), events -> events.stream()
                            .anyMatch(event -> "session.revoked".equals(event.type())))
                    .getLast();
            EventSchemas.assertFits("session.revoked", revoked.data());
            assertThat(revoked.data()).contains("\"password_reset\"");
        }
    }

    @Test
    void acceptsALinkOnce() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);
        confirm(token, NEW_PASSWORD).then().statusCode(204);

        confirm(token, Person.PASSWORD)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("token"));
    }

    @Test
    void acceptsALinkOnceWhenItIsUsedSeveralTimesAtOnce() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        List<Integer> statuses = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> confirm(token, NEW_PASSWORD + i).statusCode())
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(204, 422, 422, 422);
    }

    @Test
    void acceptsTheNewestLinkAlone() {
        Person person = Person.customer();
        request(person.email());
        String older = Mailbox.awaitToken(person.email(), SUBJECT, 1);
        request(person.email());
        String newer = Mailbox.awaitToken(person.email(), SUBJECT, 2);

        confirm(older, NEW_PASSWORD).then().statusCode(422);

        confirm(newer, NEW_PASSWORD).then().statusCode(204);
    }

    @Test
    void acceptsALinkForHalfAnHour() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        clock.ahead(
                Duration.ofMinutes(31),
                () -> confirm(token, NEW_PASSWORD).then().statusCode(422));

        confirm(token, NEW_PASSWORD).then().statusCode(204);
    }

    @Test
    void acceptsNoLinkThatWasMailedToAFormerAddress() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);
        person.asks()
                .body(Map.of("email", Person.newName() + "@example.com"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        confirm(token, NEW_PASSWORD).then().statusCode(422);
    }

    @Test
    void refusesPasswordsThatAreGuessedFirstAndKeepsTheLink() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        for (String refused : List.of("password123", "short77", person.email())) {
            confirm(token, refused).then().statusCode(400).body("violations.field", contains("new_password"));
        }

        confirm(token, NEW_PASSWORD).then().statusCode(204);
    }

    @Test
    void answersTheSameInTheSameTimeWhetherThereIsAnAccount() {
        Person person = Person.customer();
        Response known = request(person.email());
        Response unknown = request(Person.newName() + "@example.com");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
        assertThat(unknown.asString()).isEqualTo(known.asString());
        assertThat(unknown.time()).isGreaterThanOrEqualTo(150);
        assertThat(known.time()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void mailsNothingToWhoeverIsDeactivated() {
        Person person = Person.customer();
        Person.admin()
                .asks()
                .body("{\"active\": false}")
                .patch("/api/users/" + person.id())
                .then()
                .statusCode(200);

        request(person.email()).then().statusCode(202);

        assertThat(links(person)).isEqualTo(1); // that of the registration
    }

    @Test
    void keepsTheTokenNowhereButInTheMail() {
        Person person = Person.customer();
        request(person.email());
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        String row = database.preparedQuery("select mailed_link::text as whole from mailed_link where account_id = $1"
                        + " and purpose = 'password_reset'")
                .execute(Tuple.of(UUID.fromString(person.id())))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getString("whole");

        assertThat(row).doesNotContain(token);
    }

    @Test
    void stopsAFloodOfMails() {
        String email = Person.newName() + "@example.com";
        String address = Person.newAddress();
        for (int i = 0; i < 10; i++) {
            request(email).then().statusCode(202);
            request(Person.newName() + "@example.com", address).then().statusCode(202);
        }

        Response refused = request(email);

        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        clock.ahead(Duration.ofMinutes(61), () -> request(email).then().statusCode(202));
    }

    @Test
    void forgivesTheFailuresOfWhoeverHasANewPassword() {
        Person person = Person.customer();
        for (int i = 0; i < 11; i++) {
            Person.login(person.username(), "wrong-password", Person.newAddress());
        }
        request(person.email());

        confirm(Mailbox.awaitToken(person.email(), SUBJECT, 1), NEW_PASSWORD);

        Person.login(person.username(), NEW_PASSWORD, Person.newAddress())
                .then()
                .statusCode(200);
    }

    @Test
    void refusesWhatIsNoRequest() {
        request("nonsense").then().statusCode(400).body("violations.field", contains("email"));
        Person.json(null).body("{}").post("/api/auth/password-reset").then().statusCode(400);
        confirm("nonsense", NEW_PASSWORD).then().statusCode(422);
        confirm("", NEW_PASSWORD).then().statusCode(400);
    }

    private long links(Person person) {
        return database.preparedQuery("select count(*) from mailed_link where account_id = $1")
                .execute(Tuple.of(UUID.fromString(person.id())))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Response request(String email) {
        return request(email, Person.newAddress());
    }

    private static Response request(String email, String address) {
        return Person.json(null)
                .header("X-Forwarded-For", address)
                .body(Map.of("email", email))
                .post("/api/auth/password-reset");
    }

    private static Response confirm(String token, String password) {
        return Person.json(null)
                .body(Map.of("token", token, "new_password", password))
                .post("/api/auth/password-reset/confirm");
    }
}

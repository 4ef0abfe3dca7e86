package io.recourse.identity.recovery;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Mailbox;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class EmailVerificationTest {

    private static final String SUBJECT = "Confirm your e-mail address";
    private static final String ANOTHER = "/api/users/me/email-verification";

    @Inject
    MovableClock clock;

    @Inject
    Pool database;

    @ConfigProperty(name = "recourse.quota.email-verifications-per-account")
    int quota;

    @Test
    void verifiesTheAddressOfWhoeverOpensTheMailedLink() {
        Person person = Person.customer();
        person.asks().get("/api/users/me").then().body("email_verified", equalTo(false));
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        verify(token).then().statusCode(204);

        person.asks().get("/api/users/me").then().body("email_verified", equalTo(true));
        verify(token).then().statusCode(422).body("violations.field", contains("token"));
        Person.admin()
                .asks()
                .get("/api/audit?subject_id=" + person.id())
                .then()
                .body("items.action", hasItems("email_verified"));
    }

    @Test
    void writesInHtmlAndPlainText() {
        Person person = Person.customer();
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        MimeMessage mail = Mailbox.to(person.email()).getFirst();

        String link = "http://localhost:8080/verify-email?token=" + token;
        assertThat(Mailbox.text(mail, "text/plain")).contains("Hello " + person.username(), link, "30 minutes");
        assertThat(Mailbox.text(mail, "text/html")).contains("href=\"" + link + "\"", "Confirm this address");
        assertThat(Mailbox.header(mail, "From")).contains("no-reply@recourse.example");
        assertThat(Mailbox.header(mail, "Message-ID")).endsWith("@recourse.example>");
        assertThat(Mailbox.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void verifiesANewAddressAnew() {
        Person person = Person.customer();
        String oldToken = Mailbox.awaitToken(person.email(), SUBJECT, 1);
        verify(oldToken).then().statusCode(204);
        String address = Person.newName() + "@example.com";

        person.asks()
                .body(Map.of("email", address))
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .body("email_verified", equalTo(false));

        verify(Mailbox.awaitToken(address, SUBJECT, 1)).then().statusCode(204);
        person.asks().get("/api/users/me").then().body("email_verified", equalTo(true));
    }

    @Test
    void verifiesNoAddressByALinkToAnotherOne() {
        Person person = Person.customer();
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);
        Person.admin()
                .asks()
                .body(Map.of("email", Person.newName() + "@example.com"))
                .patch("/api/users/" + person.id())
                .then()
                .statusCode(200);

        verify(token).then().statusCode(422);

        person.asks().get("/api/users/me").then().body("email_verified", equalTo(false));
    }

    @Test
    void mailsAnotherLinkToWhoeverAsks() {
        Person person = Person.customer();
        String older = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        person.asks().post(ANOTHER).then().statusCode(202);

        String newer = Mailbox.awaitToken(person.email(), SUBJECT, 2);
        verify(older).then().statusCode(422);
        verify(newer).then().statusCode(204);
    }

    @Test
    void mailsNothingToWhoeverHasConfirmed() {
        Person person = Person.customer();
        verify(Mailbox.awaitToken(person.email(), SUBJECT, 1)).then().statusCode(204);

        person.asks().post(ANOTHER).then().statusCode(202);

        long owed = database.preparedQuery("select count(*) from mailed_link where account_id = $1")
                .execute(Tuple.of(UUID.fromString(person.id())))
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong(0);
        assertThat(owed).isZero();
    }

    @Test
    void mailsNoMoreLinksThanAQuotaAllows() {
        Person person = Person.customer();
        for (int i = 0; i < quota; i++) {
            person.asks().post(ANOTHER).then().statusCode(202);
        }

        Response refused = person.asks().post(ANOTHER);

        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3601);
    }

    @Test
    void acceptsALinkForHalfAnHour() {
        Person person = Person.customer();
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        clock.ahead(Duration.ofMinutes(31), () -> verify(token).then().statusCode(422));

        verify(token).then().statusCode(204);
    }

    @Test
    void takesNoLinkOfAnotherPurpose() {
        Person person = Person.customer();
        String token = Mailbox.awaitToken(person.email(), SUBJECT, 1);

        Person.json(null)
                .body(Map.of("token", token, "new_password", "another-battery-horse"))
                .post("/api/auth/password-reset/confirm")
                .then()
                .statusCode(422);
    }

    private static Response verify(String token) {
        return Person.json(null).body(Map.of("token", token)).post("/api/auth/verify-email");
    }
}

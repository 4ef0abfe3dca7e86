package io.recourse.identity.recovery;

import java.util.Map;

import jakarta.mail.internet.MimeMessage;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Mailbox;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class EmailVerificationTest {

    private static final String SUBJECT = "Confirm your e-mail address";

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
        assertThat(Mailbox.text(mail, "text/plain")).contains("Hello " + person.username(), link, "7 days");
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

package io.recourse.identity.account;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AccountResourceTest {

    @Test
    void registersCustomer() {
        String name = Person.newName();
        Map<String, Object> body = Person.registration("  " + name + " ");
        body.put("email", name + "@example.com");
        body.put("phone", "+49 30 1234");

        Person.json(null)
                .body(body)
                .post("/api/users")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .header("ETag", notNullValue())
                .body("username", equalTo(name))
                .body("name_email", equalTo("Paula Person - " + name + "@example.com"))
                .body("customer_number", matchesPattern("C-\\d{6}"))
                .body("role", equalTo("user"))
                .body("active", equalTo(true))
                .body("available", equalTo(false))
                .body("phone", equalTo("+49301234"))
                .body("address", nullValue())
                .body("created_at", matchesPattern(".*Z"))
                .body("$", not(hasKey("password")))
                .body("$", not(hasKey("password_hash")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "username|ab",
                "username|with space",
                "username|with@at.example",
                "email|nonsense",
                "email|''",
                "password|short77",
                "password|password123",
                "password|PassWord123",
                "first_name|''",
                "role|admin",
                "role|agent",
                "role|emperor",
                "rôle|user",
            })
    void refusesRegistrationNamingTheField(String field, String value) {
        Map<String, Object> body = Person.registration(Person.newName());
        body.put(field, value);

        Person.json(null)
                .body(body)
                .post("/api/users")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains(field));
    }

    @Test
    void refusesUsernameAsPassword() {
        Map<String, Object> body = Person.registration("a-rather-long-name");
        body.put("password", "A-rather-long-NAME");

        Person.json(null).body(body).post("/api/users").then().statusCode(400);
    }

    @Test
    void refusesTakenUsernameAndAddressIgnoringCase() {
        Person taken = Person.customer();
        Map<String, Object> sameName = Person.registration(taken.username().toUpperCase());
        sameName.put("email", Person.newName() + "@example.com");
        Map<String, Object> sameAddress = Person.registration(Person.newName());
        sameAddress.put("email", taken.email().toUpperCase());

        Person.json(null)
                .body(sameName)
                .post("/api/users")
                .then()
                .statusCode(409)
                .body("violations.field", contains("username"));
        Person.json(null)
                .body(sameAddress)
                .post("/api/users")
                .then()
                .statusCode(409)
                .body("violations.field", contains("email"));
    }

    @Test
    void letsAnAdminGiveARole() {
        Person agent = Person.withRole("agent");

        agent.asks().get("/api/users/me").then().body("role", equalTo("agent")).body("available", equalTo(true));
    }

    @Test
    void changesOwnProfileByMergePatch() {
        Person person = Person.customer();
        person.asks()
                .body("{\"phone\": \"030 123\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        person.asks()
                .contentType("application/merge-patch+json")
                .body("{\"phone\": null, \"last_name\": \"Changed\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .body("phone", nullValue())
                .body("name_email", equalTo("Paula Changed - " + person.email()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\": \"admin\"}|role",
                "{\"active\": true}|active",
                "{\"first_name\": null}|first_name",
                "{\"email\": \"nonsense\"}|email",
                "{\"phone\": 7}|phone",
            })
    void refusesToPatchOwnProfile(String patch, String field) {
        Person.customer()
                .asks()
                .body(patch)
                .patch("/api/users/me")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
    }

    @Test
    void keepsPhoneNumbersInOneForm() {
        Person person = Person.customer();
        Person admin = Person.admin();

        person.asks()
                .body("{\"phone\": \"+49 (0)30 9018-20\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .body("phone", equalTo("+4930901820"));
        admin.asks()
                .body("{\"phone\": \"030 901821\"}")
                .patch("/api/users/" + person.id())
                .then()
                .statusCode(200)
                .body("phone", equalTo("+4930901821"));
        person.asks().get("/api/users/me").then().body("phone", equalTo("+4930901821"));
    }

    @Test
    void refusesWhatIsNoPhoneNumber() {
        Person person = Person.customer();
        Map<String, Object> registration = Person.registration(Person.newName());
        registration.put("phone", "call me");

        List<Response> refusals = List.of(
                Person.json(null).body(registration).post("/api/users"),
                person.asks().body("{\"phone\": \"call me\"}").patch("/api/users/me"),
                Person.admin().asks().body("{\"phone\": \"1\"}").patch("/api/users/" + person.id()));

        assertThat(refusals)
                .allSatisfy(refusal -> refusal.then().statusCode(400).body("violations.field", contains("phone")));
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        Person person = Person.customer();

        for (String body : new String[] {"[]", "7", "\"x\"", "null", "{", ""}) {
            person.asks().body(body).patch("/api/users/me").then().statusCode(400);
            person.asks().body(body).post("/api/users").then().statusCode(400);
        }
    }

    @Test
    void refusesChangeOfAnOlderVersion() {
        Person person = Person.customer();
        String etag = person.asks().get("/api/users/me").header("ETag");
        person.asks()
                .header("If-Match", etag)
                .body("{\"address\": \"1\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)));

        person.asks()
                .header("If-Match", etag)
                .body("{\"address\": \"2\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(412);
    }

    @Test
    void searchesByPartOfNameAddressAndUsername() {
        Person agent = Person.withRole("agent");
        Person sought = Person.customer();
        String family = "Zq" + sought.username() + "_%";
        sought.asks()
                .body(Map.of("last_name", family))
                .patch("/api/users/me")
                .then()
                .statusCode(200);

        for (String part : new String[] {family.toLowerCase(), "Paula " + family, sought.email(), sought.username()}) {
            agent.asks()
                    .queryParam("q", part)
                    .queryParam("role", "user")
                    .queryParam("active", "true")
                    .get("/api/users")
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(sought.id()))
                    .body("next_cursor", nullValue());
        }
    }

    @Test
    void pagesThroughTheList() {
        Person agent = Person.withRole("agent");
        String family = "Pager" + Person.newName();
        for (int i = 0; i < 3; i++) {
            Person person = Person.customer();
            person.asks().body(Map.of("last_name", family)).patch("/api/users/me");
        }

        String cursor = agent.asks()
                .queryParam("q", family)
                .queryParam("limit", 2)
                .get("/api/users")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");

        agent.asks()
                .queryParam("q", family)
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/api/users")
                .then()
                .body("items", hasSize(1))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"role,emperor", "active,maybe", "limit,0", "limit,101", "cursor,x", "q,%00"})
    void refusesMalformedParameters(String name, String value) {
        Person.withRole("agent")
                .asks()
                .urlEncodingEnabled(false)
                .get("/api/users?" + name + "=" + value)
                .then()
                .statusCode(400)
                .body("violations.field", contains(name));
    }

    @Test
    void answersUnknownAndMalformedIdsAlike() {
        Person agent = Person.withRole("agent");

        agent.asks()
                .get("/api/users/5d2e5b0c-0000-4000-8000-000000000000")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        agent.asks().get("/api/users/nonsense").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void speaksNothingButJson() {
        Person.customer()
                .asks()
                .accept("text/html")
                .get("/api/users/me")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        given().contentType("text/plain")
                .body("a token")
                .post("/api/auth/refresh")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void setsAvailability() {
        Person agent = Person.withRole("agent");

        agent.asks()
                .body("{\"available\": false}")
                .put("/api/users/me/availability")
                .then()
                .statusCode(200)
                .body("available", equalTo(false));
    }
}

package io.recourse.identity.dialect;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

/** How clients of older desks register, sign in and see accounts. */
@QuarkusTest
@TestProfile(AllDialects.class)
@QuarkusTestResource(RecourseTestResource.class)
class AccountDialectsTest {

    private static RequestSpecification from(String address) {
        return given().contentType(ContentType.JSON).header("X-Forwarded-For", address);
    }

    private static RequestSpecification json() {
        return from(Person.newAddress());
    }

    private static Map<String, String> login(String username) {
        return Map.of("username", username, "password", Person.PASSWORD);
    }

    @Test
    void registersAndSignsInAtTheComplaintDesk() {
        String name = Person.newName();
        json().body(Person.registration(name))
                .post("/api/create_user")
                .then()
                .statusCode(201)
                .body("username", equalTo(name));
        json().body(Person.registration(name))
                .post("/api/create_user")
                .then()
                .statusCode(400)
                .body("error", equalTo("username: is taken"));

        String token = json().body(login(name))
                .post("/api/user_login")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("token");
        given().auth().oauth2(token).get("/api/users/me").then().statusCode(200).body("username", equalTo(name));
        json().body(Map.of("username", name, "password", "wrong password"))
                .post("/api/user_login/")
                .then()
                .statusCode(401)
                .body("keySet()", contains("error"));
        json().body(Map.of("username", name)).post("/api/user_login").then().statusCode(400);
    }

    @Test
    void keepsTheLimitsOfSigningInAndRegistering() {
        String name = Person.newName();
        String address = Person.newAddress();
        json().body(Person.registration(name)).post("/user").then().statusCode(201);
        for (int i = 0; i < 11; i++) {
            from(address)
                    .body(Map.of("username", name, "password", "wrong password"))
                    .post("/login");
        }
        from(address)
                .body(login(name))
                .post("/login")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("keySet()", contains("error"));

        String other = Person.newAddress();
        for (int i = 0; i < 5; i++) {
            from(other)
                    .body(Person.registration(Person.newName()))
                    .post("/user")
                    .then()
                    .statusCode(201);
        }
        from(other)
                .body(Person.registration(Person.newName()))
                .post("/user")
                .then()
                .statusCode(429);
    }

    @Test
    void servesUsersOfTheImageDesk() {
        String name = Person.newName();
        json().body(Map.of(
                        "username",
                        name,
                        "password",
                        Person.PASSWORD,
                        "email",
                        name + "@example.com",
                        "name",
                        "Ada King Lovelace",
                        "role",
                        "admin"))
                .post("/user")
                .then()
                .statusCode(201)
                .body("first_name", equalTo("Ada King"))
                .body("last_name", equalTo("Lovelace"))
                .body("role", equalTo("user"));
        String token = json().body(login(name))
                .post("/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");

        given().header("TOKEN", token)
                .header("USERNAME", name)
                .get("/user?username=" + name)
                .then()
                .statusCode(200)
                .body("email", equalTo(name + "@example.com"));
        given().header("TOKEN", token)
                .header("USERNAME", "root")
                .get("/user")
                .then()
                .statusCode(401);
        given().header("TOKEN", token)
                .get("/user?username=root")
                .then()
                .statusCode(403)
                .body("error", notNullValue());
        json().header("TOKEN", token)
                .body(Map.of("first_name", "Augusta"))
                .put("/user")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Augusta"))
                .body("last_name", equalTo("Lovelace"));
        json().header("TOKEN", token)
                .body(Map.of("password", "another password"))
                .put("/user")
                .then()
                .statusCode(400);
        given().header("TOKEN", token).delete("/user").then().statusCode(200);
        json().body(login(name)).post("/login").then().statusCode(401);
    }

    @Test
    void letsAdminsAloneGiveRolesAtTheImageDesk() {
        Person agent = Person.withRole("agent");
        Person admin = Person.admin();
        Person customer = Person.customer();
        Map<String, String> promotion = Map.of("username", customer.username(), "role", "staff");

        json().header("TOKEN", agent.accessToken())
                .body(promotion)
                .put("/user/role")
                .then()
                .statusCode(403);
        json().header("TOKEN", admin.accessToken())
                .body(promotion)
                .put("/user/role")
                .then()
                .statusCode(200)
                .body("role", equalTo("staff"));
        given().auth()
                .oauth2(admin.accessToken())
                .get("/api/users/" + customer.id())
                .then()
                .body("role", equalTo("agent"));
        json().header("TOKEN", admin.accessToken())
                .body(Map.of("username", "nobody-of-this-name", "role", "staff"))
                .put("/user/role")
                .then()
                .statusCode(404);
        given().header("TOKEN", agent.accessToken())
                .delete("/user?username=root")
                .then()
                .statusCode(403);
    }

    @Test
    void servesAccountsOfTheHelpdesk() {
        String name = Person.newName();
        json().body(Person.registration(name))
                .post("/api/register/")
                .then()
                .statusCode(201)
                .body("nameEmail", equalTo("Paula Person - " + name + "@example.com"));
        String token = json().body(login(name))
                .post("/api/login/")
                .then()
                .statusCode(200)
                .body("user.username", equalTo(name))
                .extract()
                .path("token");

        given().auth().oauth2(token).get("/api/profile/").then().statusCode(200).body("is_staff", equalTo(false));
        given().auth().oauth2(token).get("/api/user/").then().statusCode(403).body("detail", notNullValue());
        given().auth()
                .oauth2(Person.admin().accessToken())
                .get("/api/user/?search=" + name)
                .then()
                .statusCode(200)
                .body("nameEmail", contains("Paula Person - " + name + "@example.com"));
        json().auth()
                .oauth2(token)
                .body(Map.of("last_name", "Persson"))
                .patch("/api/profile/")
                .then()
                .statusCode(200)
                .body("last_name", equalTo("Persson"));
        given().auth().oauth2(token).post("/api/logout/").then().statusCode(200);
        given().auth().oauth2(token).get("/api/profile/").then().statusCode(401).body("detail", notNullValue());
        String again =
                json().body(login(name)).post("/api/login/").then().extract().path("token");
        given().auth().oauth2(again).delete("/api/profile/").then().statusCode(204);
        json().body(login(name)).post("/api/login/").then().statusCode(401).body("detail", notNullValue());
    }

    @Test
    void servesAccountsOfTheUtilityDesk() {
        String name = Person.newName();
        String id = json().body(Person.registration(name))
                .post("/api/accounts/customers/")
                .then()
                .statusCode(201)
                .body("account_number", notNullValue())
                .extract()
                .path("id");
        String token = json().body(login(name))
                .post("/api/token/")
                .then()
                .statusCode(200)
                .body("user_id", equalTo(id))
                .body("email", equalTo(name + "@example.com"))
                .body("is_staff", equalTo(false))
                .extract()
                .path("token");
        json().body(login(name))
                .post("/api/accounts/customers/get_token/")
                .then()
                .statusCode(200);
        Person agent = Person.withRole("agent");

        by(token)
                .get("/api/accounts/customers/my_profile/")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        by(token)
                .get("/api/accounts/customers/" + id + "/")
                .then()
                .statusCode(200)
                .body("username", equalTo(name));
        by(token).get("/api/accounts/customers/" + agent.id() + "/").then().statusCode(403);
        by(token).get("/api/accounts/customers/").then().statusCode(403).body("detail", notNullValue());
        by(agent.accessToken())
                .get("/api/accounts/customers/?search=" + name)
                .then()
                .statusCode(200)
                .body("id", contains(id));
        by(agent.accessToken())
                .get("/api/accounts/customers/" + agent.id())
                .then()
                .statusCode(200);
        by(agent.accessToken())
                .get("/api/accounts/representatives/")
                .then()
                .statusCode(200)
                .body("username", hasItem(agent.username()));
        by(agent.accessToken())
                .get("/api/accounts/representatives/available_representatives/")
                .then()
                .statusCode(200)
                .body("is_available", everyItem(equalTo(true)));
        given().get("/api/accounts/customers/my_profile/").then().statusCode(401);
    }

    private static RequestSpecification by(String token) {
        return given().header("Authorization", "Token " + token);
    }

    @Test
    void endsTheSessionsOfWhomeverItGivesAnotherRole() {
        Person customer = Person.customer();
        json().header("TOKEN", Person.admin().accessToken())
                .body(Map.of("username", customer.username(), "role", "staff"))
                .put("/user/role")
                .then()
                .statusCode(200);

        by(customer.accessToken())
                .get("/api/accounts/customers/my_profile/")
                .then()
                .statusCode(401);
        given().header("TOKEN", customer.accessToken()).get("/user").then().statusCode(401);
    }
}

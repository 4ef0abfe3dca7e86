package io.recourse.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/**
 * Somebody with an account, and perhaps signed in. Everyone has an address of their own, so that the failures of one
 * test do not throttle another.
 */
public record Person(String id, String username, String accessToken, String refreshToken, String address) {

    public static final String PASSWORD = "staple-battery-horse";

    private static final AtomicInteger COUNT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 20));

    /** A name that no other test uses. */
    public static String newName() {
        return "p" + COUNT.incrementAndGet();
    }

    /** An address that no other test uses. */
    public static String newAddress() {
        int n = COUNT.incrementAndGet();
        return "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255);
    }

    /** The body of a valid registration. */
    public static Map<String, Object> registration(String username) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("username", username);
        body.put("email", username + "@example.com");
        body.put("password", PASSWORD);
        body.put("first_name", "Paula");
        body.put("last_name", "Person");
        return body;
    }

    /** A customer who has registered and signed in. */
    public static Person customer() {
        String username = newName();
        json(null).body(registration(username)).post("/api/users").then().statusCode(201);
        return signIn(username, PASSWORD);
    }

    /** Somebody with a role, made by the admin and signed in. */
    public static Person withRole(String role) {
        String username = newName();
        Map<String, Object> body = registration(username);
        body.put("role", role);
        json(admin()).body(body).post("/api/users").then().statusCode(201);
        return signIn(username, PASSWORD);
    }

    /** The first admin. */
    public static Person admin() {
        return signIn("root", "correct horse battery");
    }

    public static Person signIn(String username, String password) {
        String address = newAddress();
        Response response = login(username, password, address);
        response.then().statusCode(200);
        return new Person(
                response.path("user.id"),
                username,
                response.path("access_token"),
                response.path("refresh_token"),
                address);
    }

    public static Response login(String username, String password, String address) {
        return json(null)
                .header("X-Forwarded-For", address)
                .body(Map.of("username", username, "password", password))
                .post("/api/auth/login");
    }

    public static Response refresh(String refreshToken) {
        return json(null).body(Map.of("refresh_token", refreshToken)).post("/api/auth/refresh");
    }

    /** A request of the person, null for nobody. */
    public static RequestSpecification json(Person person) {
        RequestSpecification request = given().contentType(ContentType.JSON);
        return person == null ? request : request.auth().oauth2(person.accessToken());
    }

    /** A request of this person. */
    public RequestSpecification asks() {
        return json(this).header("X-Forwarded-For", address);
    }

    public String email() {
        return username + "@example.com";
    }
}

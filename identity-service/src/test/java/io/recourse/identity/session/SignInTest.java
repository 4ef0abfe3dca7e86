package io.recourse.identity.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class SignInTest {

    @Inject
    MovableClock clock;

    @Test
    void givesTokensToWhoSignsIn() {
        Person person = Person.customer();

        Response response = Person.login(person.username().toUpperCase(), Person.PASSWORD, person.address());

        response.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("refresh_token", notNullValue())
                .body("user.id", equalTo(person.id()));
        JsonPath claims = claims(response.path("access_token"));
        assertThat(claims.getString("iss")).isEqualTo("https://recourse.example/identity");
        assertThat(claims.getString("aud")).isEqualTo("recourse");
        assertThat(claims.getString("sub")).isEqualTo(person.id());
        assertThat(claims.getString("upn")).isEqualTo(person.username());
        assertThat(claims.getString("name")).isEqualTo("Paula Person");
        assertThat(claims.getList("groups")).isEqualTo(List.of("user"));
        assertThat(claims.getString("sid")).isNotBlank();
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
    }

    @Test
    void acceptsTheAddressInsteadOfTheUsername() {
        Person person = Person.customer();

        Person.login(person.email(), Person.PASSWORD, person.address())
                .then()
                .statusCode(200)
                .body("user.id", equalTo(person.id()));
    }

    @Test
    void tellsWrongPasswordUnknownNameAndInactiveAccountApartToNobody() {
        Person inactive = Person.customer();
        Person.admin()
                .asks()
                .body("{\"active\": false}")
                .patch("/api/users/" + inactive.id())
                .then()
                .statusCode(200);
        Person person = Person.customer();

        String wrong = refused(person.username(), "wrong-password");
        String unknown = refused(Person.newName(), Person.PASSWORD);
        String deactivated = refused(inactive.username(), Person.PASSWORD);

        assertThat(unknown).isEqualTo(wrong);
        assertThat(deactivated).isEqualTo(wrong);
    }

    private static String refused(String username, String password) {
        return Person.login(username, password, Person.newAddress())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .extract()
                .asString();
    }

    @Test
    void rotatesRefreshTokens() {
        Person person = Person.customer();

        Response refreshed = Person.refresh(person.refreshToken());

        refreshed
                .then()
                .statusCode(200)
                .body("refresh_token", not(equalTo(person.refreshToken())))
                .body("user.id", equalTo(person.id()));
        assertThat(sid(refreshed.path("access_token"))).isEqualTo(sid(person.accessToken()));
        Person.refresh(refreshed.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void endsTheSessionWhenARefreshTokenIsUsedTwice() {
        Person person = Person.customer();
        Response refreshed = Person.refresh(person.refreshToken());

        Person.refresh(person.refreshToken()).then().statusCode(401);

        Person.refresh(refreshed.path("refresh_token")).then().statusCode(401);
        person.asks().get("/api/users/me").then().statusCode(401);
    }

    @Test
    void givesOneOfManyWhoUseTheSameRefreshTokenAtOnceAPair() {
        Person person = Person.customer();

        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> Person.refresh(person.refreshToken()).statusCode())
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 401, 401, 401, 401, 401);
    }

    @Test
    void refusesInventedRefreshTokens() {
        Person.refresh("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").then().statusCode(401);
    }

    @Test
    void endsASessionThatNobodyRefreshes() {
        Person person = Person.customer();

        clock.ahead(
                Duration.ofDays(31),
                () -> Person.refresh(person.refreshToken()).then().statusCode(401));
    }

    @Test
    void refusesTheAccessTokenAtOnceAfterLogout() {
        Person person = Person.customer();

        person.asks().post("/api/auth/logout").then().statusCode(204);

        person.asks()
                .get("/api/users/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .contentType("application/problem+json");
        Person.refresh(person.refreshToken()).then().statusCode(401);
    }

    @Test
    void throttlesAnAccountAfterMoreThanTenFailures() {
        Person person = Person.customer();
        for (int i = 0; i < 10; i++) {
            Person.login(person.username(), "wrong-password", Person.newAddress())
                    .then()
                    .statusCode(401);
        }

        Person.login(person.username(), "wrong-password", Person.newAddress())
                .then()
                .statusCode(429);

        Response right = Person.login(person.email(), Person.PASSWORD, Person.newAddress());
        right.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 300);
        clock.ahead(Duration.ofMinutes(6), () -> Person.login(person.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(200));
    }

    @Test
    void throttlesAnAccountHoweverItIsNamed() {
        Person person = Person.customer();
        List<String> names = List.of(
                person.username(),
                person.username().toUpperCase(Locale.ROOT),
                "  " + person.username() + " ",
                person.email(),
                person.email().toUpperCase(Locale.ROOT),
                person.email() + "\t");
        for (int i = 0; i < 10; i++) {
            Person.login(names.get(i % names.size()), "wrong-password", Person.newAddress())
                    .then()
                    .statusCode(401);
        }
        Person.login(names.getLast(), "wrong-password", Person.newAddress())
                .then()
                .statusCode(429);

        for (String name : names) {
            Person.login(name, Person.PASSWORD, Person.newAddress()).then().statusCode(429);
        }
    }

    /** What takes long is the hash: without one, an unknown name would be known by its quick answer. */
    @Test
    void hashesThePasswordOfNobodyToo() {
        double before = hashes();

        Person.login(Person.newName(), "wrong-password", Person.newAddress())
                .then()
                .statusCode(401);

        assertThat(hashes() - before).isEqualTo(1);
    }

    private static double hashes() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("recourse_password_hash_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void throttlesAnAddressThatTriesManyNames() {
        Person person = Person.customer();
        String address = Person.newAddress();
        for (int i = 0; i < 11; i++) {
            Person.login(Person.newName(), "wrong-password", address);
        }

        Person.login(person.username(), Person.PASSWORD, address).then().statusCode(429);

        Person.login(person.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(200);
    }

    @Test
    void letsOfAWaveOfGuessesOnlyTheFirstFewCount() {
        Person person = Person.customer();

        long looked = IntStream.range(0, 40)
                .parallel()
                .map(i -> Person.login(person.username(), "wrong-password", Person.newAddress())
                        .statusCode())
                .filter(status -> status == 401)
                .count();

        assertThat(looked).isLessThanOrEqualTo(10);
    }

    @Test
    void toleratesAProxyThatGivesNoAddress() {
        Person person = Person.customer();

        for (String address : new String[] {"unknown", "_hidden", "2001:db8::1", "x".repeat(300), ":::"}) {
            Person.login(person.username(), Person.PASSWORD, address).then().statusCode(200);
        }
    }

    @Test
    void keepsThisSessionAndEndsTheOthersWhenThePasswordChanges() {
        Person here = Person.customer();
        Person there = Person.signIn(here.username(), Person.PASSWORD);
        String newPassword = "another-good-password";

        here.asks()
                .body(Map.of("current_password", Person.PASSWORD, "new_password", newPassword))
                .put("/api/users/me/password")
                .then()
                .statusCode(204);

        here.asks().get("/api/users/me").then().statusCode(200);
        there.asks().get("/api/users/me").then().statusCode(401);
        Person.refresh(there.refreshToken()).then().statusCode(401);
        Person.refresh(here.refreshToken()).then().statusCode(200);
        Person.login(here.username(), Person.PASSWORD, Person.newAddress())
                .then()
                .statusCode(401);
        Person.login(here.username(), newPassword, Person.newAddress()).then().statusCode(200);
    }

    @Test
    void refusesToChangeThePasswordWithoutThePresentOne() {
        Person person = Person.customer();

        person.asks()
                .body(Map.of("current_password", "wrong-password", "new_password", "another-good-password"))
                .put("/api/users/me/password")
                .then()
                .statusCode(422)
                .body("violations.field", contains("current_password"));
        person.asks()
                .body(Map.of("current_password", Person.PASSWORD, "new_password", "password123"))
                .put("/api/users/me/password")
                .then()
                .statusCode(400)
                .body("violations.field", contains("new_password"));
    }

    @Test
    void showsOwnSessionsAndEndsThem() {
        Person here = Person.customer();
        Person there = Person.signIn(here.username(), Person.PASSWORD);

        String thereSid = sid(there.accessToken());
        here.asks()
                .get("/api/users/me/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.sid", contains(thereSid, sid(here.accessToken())))
                .body("items.current", contains(false, true))
                .body("items[0].address", equalTo(there.address()))
                .body("items[0].user_agent", notNullValue());
        here.asks().delete("/api/users/me/sessions/" + thereSid).then().statusCode(204);

        there.asks().get("/api/users/me").then().statusCode(401);
        here.asks().get("/api/users/me/sessions").then().body("items", hasSize(1));
        here.asks().delete("/api/users/me/sessions/" + thereSid).then().statusCode(404);
    }

    @Test
    void hidesTheSessionsOfOthers() {
        Person other = Person.customer();

        Person.customer()
                .asks()
                .delete("/api/users/me/sessions/" + sid(other.accessToken()))
                .then()
                .statusCode(404);

        other.asks().get("/api/users/me").then().statusCode(200);
    }

    private static String sid(String token) {
        return claims(token).getString("sid");
    }

    private static JsonPath claims(String token) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonPath.from(new String(json, StandardCharsets.UTF_8));
    }
}

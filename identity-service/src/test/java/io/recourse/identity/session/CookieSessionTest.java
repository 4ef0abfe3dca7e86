package io.recourse.identity.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.MovableClock;
import io.recourse.identity.Person;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class CookieSessionTest {

    private static final String COOKIE = "recourse_session";
    private static final String PATH = "/api/auth/cookie";

    @Inject
    MovableClock clock;

    @Test
    void keepsTheRefreshTokenOutOfReachOfScripts() {
        Person person = Person.customer();

        Response response = signIn(person.username(), Person.PASSWORD, Person.newAddress());

        response.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("$", not(hasKey("refresh_token")))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("user.id", equalTo(person.id()));
        List<String> attributes = List.of(response.header("Set-Cookie").split("; ")).stream()
                .skip(1)
                .toList();
        assertThat(response.cookie(COOKIE)).hasSizeGreaterThan(40);
        assertThat(attributes)
                .containsExactlyInAnyOrder("HttpOnly", "SameSite=Strict", "Path=/api/auth/cookie", "Max-Age=2592000");
        assertThat(reads(response)).isEqualTo(200);
    }

    @Test
    void refusesLikeTheOtherWayToSignIn() {
        Person person = Person.customer();

        Response refused = signIn(person.username(), "wrong-password", Person.newAddress());

        Response other = Person.login(person.username(), "wrong-password", Person.newAddress());
        refused.then().statusCode(401).header("Set-Cookie", nullValue());
        assertThat(refused.asString().replace(PATH, "/api/auth/login")).isEqualTo(other.asString());
    }

    @Test
    void countsFailuresOfBothWaysTogether() {
        Person person = Person.customer();
        for (int i = 0; i < 5; i++) {
            Person.login(person.username(), "wrong-password", Person.newAddress());
        }
        for (int i = 0; i < 6; i++) {
            signIn(person.username(), "wrong-password", Person.newAddress());
        }

        Response throttled = signIn(person.username(), Person.PASSWORD, Person.newAddress());

        throttled.then().statusCode(429);
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(1, 300);
    }

    @Test
    void goesOnWithTheCookieAlone() {
        Response first = signedIn();

        Response second = refresh(first.cookie(COOKIE));
        Response third = refresh(second.cookie(COOKIE));

        second.then().statusCode(200).body("$", not(hasKey("refresh_token")));
        third.then().statusCode(200);
        assertThat(Set.of(first.cookie(COOKIE), second.cookie(COOKIE), third.cookie(COOKIE)))
                .hasSize(3);
        assertThat(reads(third)).isEqualTo(200);
    }

    @Test
    void answersAgainWhenTheAnswerWasLost() {
        String cookie = signedIn().cookie(COOKIE);
        Response lost = refresh(cookie);

        Response again = refresh(cookie);

        again.then().statusCode(200).cookie(COOKIE, lost.cookie(COOKIE));
        assertThat(reads(again)).isEqualTo(200);
        refresh(again.cookie(COOKIE)).then().statusCode(200);
    }

    @Test
    void givesAllWhoRefreshAtOnceTheSameCookie() {
        String cookie = signedIn().cookie(COOKIE);

        List<Response> answers =
                IntStream.range(0, 6).parallel().mapToObj(i -> refresh(cookie)).toList();

        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(200));
        Set<String> cookies = new TreeSet<>();
        answers.forEach(answer -> cookies.add(answer.cookie(COOKIE)));
        assertThat(cookies).hasSize(1);
        refresh(cookies.iterator().next()).then().statusCode(200);
    }

    @Test
    void endsTheSessionWhenAReplacedCookieComesLate() {
        Response first = signedIn();
        Response second = refresh(first.cookie(COOKIE));

        clock.ahead(Duration.ofSeconds(11), () -> refusedAndCleared(refresh(first.cookie(COOKIE))));

        refusedAndCleared(refresh(second.cookie(COOKIE)));
        assertThat(reads(second)).isEqualTo(401);
    }

    @Test
    void endsTheSessionWhenACookieComesThatWasNotReplacedLast() {
        Response first = signedIn();
        Response second = refresh(first.cookie(COOKIE));
        Response third = refresh(second.cookie(COOKIE));

        refusedAndCleared(refresh(first.cookie(COOKIE)));

        refusedAndCleared(refresh(third.cookie(COOKIE)));
    }

    @Test
    void forgivesNoReuseOfATokenThatWasUsedWithoutCookie() {
        Person person = Person.customer();
        Response refreshed = Person.refresh(person.refreshToken());

        refusedAndCleared(refresh(person.refreshToken()));

        Person.refresh(refreshed.path("refresh_token")).then().statusCode(401);
    }

    @Test
    void forgivesNoReuseWithoutCookie() {
        String cookie = signedIn().cookie(COOKIE);
        Response refreshed = refresh(cookie);

        Person.refresh(cookie).then().statusCode(401);

        refusedAndCleared(refresh(refreshed.cookie(COOKIE)));
    }

    @Test
    void signsOutWithTheCookieAlone() {
        Response signedIn = signedIn();

        Response out = browser().cookie(COOKIE, signedIn.cookie(COOKIE)).delete(PATH);

        out.then().statusCode(204);
        assertCleared(out);
        assertThat(reads(signedIn)).isEqualTo(401);
        refusedAndCleared(refresh(signedIn.cookie(COOKIE)));
    }

    @Test
    void signsOutWhoIsNotSignedIn() {
        Response out = browser().delete(PATH);
        Response outOfNothing = browser().cookie(COOKIE, "invented").delete(PATH);

        out.then().statusCode(204);
        outOfNothing.then().statusCode(204);
        assertCleared(out);
        assertCleared(outOfNothing);
    }

    @Test
    void refusesWhoHasNoCookie() {
        refusedAndCleared(browser().post(PATH + "/refresh"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recourse_session=",
                "recourse_session=invented",
                "recourse_session=\"quoted",
                "recourse_session",
                "=;;=",
                "recourse_session=a b",
                "recourse_session=\u00e4"
            })
    void refusesWhatIsNoCookieOfOurs(String header) {
        refusedAndCleared(browser().header("Cookie", header).post(PATH + "/refresh"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, status
                "same-origin, -, 200",
                "none, -, 200",
                "same-site, -, 403",
                "cross-site, -, 403",
                "cross-site, http://localhost:8080, 403",
                "same-origin, https://elsewhere.example, 200",
                "-, http://localhost:8080, 200",
                "-, http://LOCALHOST:8080, 200",
                "-, {own}, 200",
                "-, https://localhost:8080, 403",
                "-, http://localhost:1, 403",
                "-, https://elsewhere.example, 403",
                "-, null, 403",
                "-, ::, 403",
                "-, mailto:a@b, 403",
            })
    void serves(String site, String origin, int status) {
        String cookie = signedIn().cookie(COOKIE);
        RequestSpecification request = browser().cookie(COOKIE, cookie);
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("{own}", "http://localhost:" + RestAssured.port));
        }

        Response answer = request.post(PATH + "/refresh");

        answer.then().statusCode(status);
        // Whoever was turned away has changed nothing.
        refresh(status == 403 ? cookie : answer.cookie(COOKIE)).then().statusCode(200);
    }

    @Test
    void letsNoForeignPageSignInOrOut() {
        Response signedIn = signedIn();
        Person person = Person.customer();

        browser()
                .header("Sec-Fetch-Site", "cross-site")
                .cookie(COOKIE, signedIn.cookie(COOKIE))
                .delete(PATH)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        Person.json(null)
                .header("Origin", "https://elsewhere.example")
                .body(Map.of("username", person.username(), "password", Person.PASSWORD))
                .post(PATH)
                .then()
                .statusCode(403);

        assertThat(reads(signedIn)).isEqualTo(200);
    }

    @Test
    void believesTheGatewayAsToTheHost() {
        String cookie = signedIn().cookie(COOKIE);

        browser()
                .cookie(COOKIE, cookie)
                .header("X-Forwarded-Host", "desk.example")
                .header("X-Forwarded-Proto", "https")
                .header("Origin", "https://desk.example")
                .post(PATH + "/refresh")
                .then()
                .statusCode(200);
    }

    @Test
    void showsTheSessionAmongTheOthers() {
        Person person = Person.customer();
        Response browser = signIn(person.username(), Person.PASSWORD, Person.newAddress());

        given().auth()
                .oauth2(browser.path("access_token"))
                .get("/api/users/me/sessions")
                .then()
                .body("items.current", contains(true, false));
    }

    private static Response signedIn() {
        Response response = signIn(Person.customer().username(), Person.PASSWORD, Person.newAddress());
        response.then().statusCode(200);
        return response;
    }

    private static Response signIn(String username, String password, String address) {
        return Person.json(null)
                .header("X-Forwarded-For", address)
                .body(Map.of("username", username, "password", password))
                .post(PATH);
    }

    private static Response refresh(String cookie) {
        return browser().cookie(COOKIE, cookie).post(PATH + "/refresh");
    }

    private static RequestSpecification browser() {
        return given();
    }

    private static int reads(Response signedIn) {
        return given().auth()
                .oauth2(signedIn.path("access_token"))
                .get("/api/users/me")
                .statusCode();
    }

    private static void refusedAndCleared(Response response) {
        response.then().statusCode(401).header("WWW-Authenticate", "Bearer").contentType("application/problem+json");
        assertCleared(response);
    }

    private static void assertCleared(Response response) {
        assertThat(response.header("Set-Cookie"))
                .startsWith("recourse_session=;")
                .contains("Max-Age=0", "Path=/api/auth/cookie");
    }
}

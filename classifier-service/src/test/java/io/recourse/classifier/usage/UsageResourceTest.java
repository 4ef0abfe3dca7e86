package io.recourse.classifier.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.classifier.GeminiStandIn;
import io.recourse.classifier.GeminiStandInResource;
import io.recourse.classifier.TestTokens;
import io.recourse.classifier.gemini.Gemini;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class UsageResourceTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    GeminiStandIn gemini;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    Pool database;

    @Inject
    Clock clock;

    private LocalDate today;

    @BeforeEach
    void nothingSpentToday() {
        gemini.reset();
        breakers.reset(Gemini.BREAKER);
        today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        usage();
        execute("delete from gemini_budget where day = $1");
        execute("delete from daily_usage where day = $1");
    }

    @AfterEach
    void leaveNothingSpent() {
        execute("delete from gemini_budget where day = $1");
    }

    @Test
    void countsRequestsTokensAndCacheHits() {
        String text = "Count me " + UUID.randomUUID();
        assertEquals("gemini", classify(text));
        assertEquals("gemini", classify(text));
        gemini.behave(GeminiStandIn.error(400));
        assertEquals("fallback", classify("And me " + UUID.randomUUID()));

        await().atMost(SOON).untilAsserted(() -> {
            JsonPath usage = usage();
            assertEquals(today.toString(), usage.getString("day"));
            assertEquals(1, usage.getLong("requests.gemini"));
            assertEquals(1, usage.getLong("requests.fallback"));
            assertEquals(1, usage.getLong("cache_hits"));
            assertEquals(920, usage.getLong("tokens.gemini"));
            assertEquals(0, usage.getLong("tokens.fallback"));
            assertEquals(usage.getLong("budget.requests") - 2, usage.getLong("budget_left.requests"));
            assertEquals(usage.getLong("budget.tokens") - 920, usage.getLong("budget_left.tokens"));
        });
    }

    @Test
    void hasAgreementOfEachSource() {
        JsonPath usage = usage();

        for (String source : new String[] {"gemini", "fallback"}) {
            for (String label : new String[] {"category", "priority"}) {
                String path = "agreement." + source + "." + label;
                long chosen = usage.getLong(path + ".chosen");
                assertTrue(usage.getLong(path + ".agreed") <= chosen);
                if (chosen == 0) {
                    assertNull(usage.get(path + ".share"));
                }
            }
        }
    }

    @Test
    void showsTheDayThatIsAskedFor() {
        LocalDate before = today.minusDays(4000);
        database.preparedQuery("insert into gemini_budget (day, requests, tokens) values ($1, 7, 700)"
                        + " on conflict do nothing")
                .execute(Tuple.of(before))
                .await()
                .indefinitely();

        JsonPath usage = usageOf(before.toString()).statusCode(200).extract().jsonPath();

        assertEquals(before.toString(), usage.getString("day"));
        assertEquals(700, usage.getLong("tokens.gemini"));
        assertEquals(usage.getLong("budget.requests") - 7, usage.getLong("budget_left.requests"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"today", "2026-02-30", "2026-13-01", "+999999999-01-01", "20261120", "2026-11-20T00:00:00Z"})
    void rejectsWhatIsNoDay(String day) {
        usageOf(day).statusCode(400).contentType("application/problem+json").body("violations.field", hasItem("day"));
    }

    @Test
    void spendsNoMoreThanTheBudget() {
        execute("insert into gemini_budget (day, requests, tokens) values ($1, 20000, 0)");

        assertEquals("fallback", classify("Too many " + UUID.randomUUID()));

        assertEquals(0, gemini.requests().size());
        assertEquals(0, usage().getLong("budget_left.requests"));
    }

    @Test
    void takesWhatATextMayHaveCostForSpent() {
        gemini.behave(GeminiStandIn.Exchange::awaitHangUp);

        assertEquals("fallback", classify("How much was that? " + UUID.randomUUID()));

        assertTrue(usage().getLong("tokens.gemini") > 1_000);
    }

    private static String classify(String description) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.of(Role.USER))
                .contentType(ContentType.JSON)
                .body(Map.of("description", description))
                .post("/api/classify")
                .then()
                .statusCode(200)
                .extract()
                .path("source");
    }

    private static ValidatableResponse usageOf(String day) {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.of(Role.ADMIN))
                .queryParam("day", day)
                .get("/api/classify/usage")
                .then();
    }

    private static JsonPath usage() {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.of(Role.ADMIN))
                .get("/api/classify/usage")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void execute(String sql) {
        database.preparedQuery(sql).execute(Tuple.of(today)).await().indefinitely();
    }
}

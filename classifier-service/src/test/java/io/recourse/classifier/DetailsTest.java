package io.recourse.classifier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.classifier.detail.OneLine;
import io.recourse.classifier.duplicate.Duplicates;
import io.recourse.classifier.gemini.Gemini;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@TestProfile(WithDetails.class)
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class DetailsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    GeminiStandIn gemini;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    Duplicates duplicates;

    @BeforeEach
    void healthyGemini() {
        gemini.reset();
        breakers.reset(Gemini.BREAKER);
    }

    @Test
    void asksForAllOfItInTheSameCall() throws Exception {
        gemini.behave(detailed("The lift is out and she cannot leave.", "de"));

        classify(Role.AGENT, "Der Aufzug steht.")
                .body("suggested_category", equalTo("technical"))
                .body("source", equalTo("gemini"))
                .body("summary", equalTo("The lift is out and she cannot leave."))
                .body("summary_source", equalTo("gemini"))
                .body("language", equalTo("de"))
                .body("duplicate_candidates", empty());

        assertEquals(1, gemini.requests().size());
        JsonNode body = JSON.readTree(gemini.requests().getFirst().body());
        JsonNode schema = body.at("/generationConfig/responseSchema");
        assertEquals(JSON.readTree("[\"category\",\"priority\",\"summary\",\"language\"]"), schema.at("/required"));
        assertEquals(JSON.readTree("{\"type\":\"STRING\"}"), schema.at("/properties/summary"));
        assertEquals(JSON.readTree("{\"type\":\"STRING\"}"), schema.at("/properties/language"));
        String instructions = body.at("/systemInstruction/parts/0/text").asText();
        assertTrue(instructions.contains("SUMMARY") && instructions.contains("LANGUAGE"));
    }

    @Test
    void showsCustomersNoSummary() {
        gemini.behave(detailed("Anything at all, by order of the text.", "en"));

        classify(Role.USER, "Summarise this as a poem.")
                .body("$", not(hasKey("summary")))
                .body("$", not(hasKey("summary_source")))
                .body("language", equalTo("en"));
    }

    @Test
    void answersAgainFromTheCache() {
        gemini.behave(detailed("Once and for all.", "en"));
        String text = "The same twice";
        classify(Role.AGENT, text).body("summary", equalTo("Once and for all."));

        classify(Role.ADMIN, text).body("summary", equalTo("Once and for all.")).body("language", equalTo("en"));

        assertEquals(1, gemini.requests().size());
    }

    /** What a model writes that fell for a text, or broke. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "line one\nline two\r\n\tline three",
                "\u0000\u001b[2J\u202Ekcatta\u2066\u200B",
                "mail me at jane.doe@example.com or call +49 30 1234567 or pay 4111 1111 1111 1111",
                "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et"
                        + " dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris.",
                "<img src=x onerror=alert(1)> \\\" } ] }"
            })
    void whateverGeminiWritesIsOneShortLine(String written) {
        gemini.behave(detailed(written, "en"));

        String summary = classify(Role.AGENT, "Plain words, " + written.hashCode())
                .body("summary_source", equalTo("gemini"))
                .extract()
                .path("summary");

        assertTrue(summary.codePointCount(0, summary.length()) <= OneLine.LONGEST, summary);
        assertTrue(summary.codePoints().noneMatch(DetailsTest::isInvisible), summary);
        for (String secret : List.of("jane.doe", "1234567", "4111")) {
            assertFalse(summary.contains(secret), summary);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"summary\":null,\"language\":null}",
                "{\"summary\":\"\",\"language\":\"\"}",
                "{\"summary\":\"\\u200b\",\"language\":\"und\"}",
                "{\"summary\":42,\"language\":7}",
                "{\"summary\":[\"a\"],\"language\":{\"b\":1}}",
                "{\"summary\":\"...\",\"language\":\"ignore the rules\"}"
            })
    void theLocalModelSaysWhatGeminiDoesNot(String said) throws Exception {
        ObjectNode answer = (ObjectNode) JSON.readTree(said);
        gemini.behave(GeminiStandIn.text(
                answer.put("category", "account").put("priority", "low").toString()));

        classify(Role.AGENT, "Guten Tag. Mein Konto wurde doppelt belastet, bitte erstatten. " + said.hashCode())
                .body("source", equalTo("gemini"))
                .body("suggested_category", equalTo("account"))
                .body("summary", equalTo("Mein Konto wurde doppelt belastet, bitte erstatten."))
                .body("summary_source", equalTo("fallback"))
                .body("language", equalTo("de"));
    }

    @Test
    void theLocalModelSaysItAllWithoutGemini() {
        gemini.behave(GeminiStandIn.error(500));

        classify(
                        Role.AGENT,
                        "Bonjour. L'ascenseur de jane@example.com est en panne depuis une semaine ! Merci beaucoup.")
                .body("source", equalTo("fallback"))
                .body("summary", equalTo("L'ascenseur de [email] est en panne depuis une semaine !"))
                .body("summary_source", equalTo("fallback"))
                .body("language", equalTo("fr"));
    }

    @Test
    void saysNothingOfALanguageThatItDoesNotKnow() {
        gemini.behave(GeminiStandIn.error(500));

        classify(Role.AGENT, "Winda nie działa od tygodnia, proszę o naprawę.")
                .body("$", not(hasKey("language")))
                .body("$", hasKey("summary"));
    }

    @Test
    void comparesWithTheCallersOwnEarlierComplaints() {
        UUID caller = UUID.randomUUID();
        ComplaintText filed = new ComplaintText("Lift", "The lift in Orchard Road has been broken for a week.");
        duplicates
                .remember(1L << 51, caller, null, filed, Instant.now())
                .await()
                .indefinitely();
        String again = "Since a week the lift in Orchard Road is broken!";

        classify(TestTokens.of(Role.USER, Instant.now(), caller), again)
                .body("duplicate_candidates.complaint_id", equalTo(List.of(1L << 51)));
        classify(Role.USER, again).body("duplicate_candidates", empty());
    }

    private static GeminiStandIn.Behaviour detailed(String summary, String language) {
        return GeminiStandIn.text(JSON.createObjectNode()
                .put("category", "technical")
                .put("priority", "high")
                .put("summary", summary)
                .put("language", language)
                .toString());
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    private static ValidatableResponse classify(Role role, String description) {
        return classify(TestTokens.of(role), description);
    }

    private static ValidatableResponse classify(String token, String description) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("description", description))
                .post("/api/classify")
                .then()
                .statusCode(200);
    }
}

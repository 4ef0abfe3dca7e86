package io.recourse.escalation;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static io.recourse.escalation.Api.sla;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Routes, roles and bad input. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ResourcesTest {

    private static final String POLICIES = "/api/sla-policies";

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);

    @AfterEach
    void restorePolicies() {
        Api.restorePolicies();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/sla-policies, 405",
        "GET, /api/calendars/none/holidays, 405",
        "GET, /api/calendars/none, 404",
        "DELETE, /api/calendars/none, 404",
        "GET, /api/webhooks/8f14e45f-ceea-4e7a-9c1b-000000000000, 404",
        "PATCH, /api/webhooks/8f14e45f-ceea-4e7a-9c1b-000000000000, 404",
        "DELETE, /api/webhooks/8f14e45f-ceea-4e7a-9c1b-000000000000, 404",
        "GET, /api/webhooks/8f14e45f-ceea-4e7a-9c1b-000000000000/deliveries, 404",
        "POST, /api/webhooks/8f14e45f-ceea-4e7a-9c1b-000000000000/deliveries/8f14e45f-ceea-4e7a-9c1b-000000000001/replay,"
                + " 404",
    })
    void saysWhatThereIsNot(String method, String path, int status) {
        as(ADMIN).body("{}").request(method, path).then().statusCode(status);
    }

    @Test
    void saysHowToSignIn() {
        RestAssured.get(POLICIES).then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void theFourPoliciesComeWithTheirDefaults() {
        as(customer)
                .get(POLICIES)
                .then()
                .statusCode(200)
                .body("items.priority", contains("critical", "high", "medium", "low"))
                .body("items.escalate_after", contains("PT15M", "PT1H", "PT4H", "PT24H"))
                .body("items.acknowledge_after", contains("PT0S", "PT0S", "PT0S", "PT0S"))
                .body("items[0].first_response_within", nullValue())
                .body("items[0].calendar", nullValue())
                .body("items[0].auto_resolve.mode", equalTo("never"))
                .body("items[0].auto_resolve.after", equalTo("PT72H"))
                .body("next_cursor", nullValue());
    }

    @Test
    void policiesComeInPages() {
        String cursor = as(customer)
                .queryParam("limit", 3)
                .get(POLICIES)
                .then()
                .body("items", hasSize(3))
                .extract()
                .path("next_cursor");

        as(customer)
                .queryParam("cursor", cursor)
                .get(POLICIES)
                .then()
                .body("items.priority", contains("low"))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/sla-policies?limit=0, limit",
        "/api/sla-policies?cursor=abc, cursor",
        "/api/escalations?limit=101, limit",
        "/api/sla, complaint_id",
        "/api/sla?complaint_id=first, complaint_id",
        "/api/sla?complaint_id=1&due_before=2026-01-01T00:00:00Z, complaint_id",
        "/api/sla?due_before=soon, due_before",
        "/api/sla?due_before=2026-01-01T00:00:00Z&limit=0, limit",
        "/api/calendars?limit=0, limit",
        "/api/reports/sla?from=yesterday, from",
        "/api/reports/sla?to=2026-02-30, to",
        "/api/reports/sla?to=-999999999-01-01T00:00:00Z, to",
        "/api/reports/sla?from=2026-02-02&to=2026-02-02, from",
        "/api/reports/sla?from=2024-01-01&to=2026-01-01, from",
        "/api/calendars?cursor=abc, cursor",
        "/api/escalations?limit=many, limit",
        "/api/escalations?cursor=abc, cursor",
        "/api/escalations?complaint_id=first, complaint_id",
        "/api/escalations?complaint_id=99999999999999999999, complaint_id",
    })
    void refusesBadParametersByName(String path, String parameter) {
        as(ADMIN)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains(parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sla/first",
                "/api/sla/99999999999999999999",
                "/api/sla/-1",
                "/api/sla-policies/urgent",
                "/api/calendars/a%00b",
                "/api/webhooks/first",
                "/api/calendars/%ED%A0%80"
            })
    void whatDoesNotExistIsNotFound(String path) {
        as(ADMIN).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void whatAChangeDoesNotNameStaysAsItIs() {
        putPolicy(
                        "low",
                        Map.of(
                                "priority", "low",
                                "acknowledge_after", "PT1M",
                                "escalate_after", "P365D",
                                "first_response_within", "PT1H",
                                "auto_resolve", Map.of("mode", "always", "after", "PT1S")))
                .statusCode(200)
                .body("priority", equalTo("low"))
                .body("acknowledge_after", equalTo("PT1M"))
                .body("escalate_after", equalTo("PT8760H"))
                .body("first_response_within", equalTo("PT1H"))
                .body("auto_resolve.mode", equalTo("always"))
                .body("auto_resolve.after", equalTo("PT1S"));

        putPolicy("low", Map.of("escalate_after", "PT2H"))
                .statusCode(200)
                .body("acknowledge_after", equalTo("PT1M"))
                .body("escalate_after", equalTo("PT2H"))
                .body("first_response_within", equalTo("PT1H"))
                .body("auto_resolve.mode", equalTo("always"))
                .body("auto_resolve.after", equalTo("PT1S"));
        String tag = putPolicy("low", Map.of("auto_resolve", Map.of("mode", "after_reply")))
                .statusCode(200)
                .body("auto_resolve.mode", equalTo("after_reply"))
                .body("auto_resolve.after", equalTo("PT1S"))
                .extract()
                .header("ETag");
        putPolicy("low", Map.of()).statusCode(200).header("ETag", equalTo(tag)).body("escalate_after", equalTo("PT2H"));
    }

    @Test
    void nullSwitchesATimerOff() {
        String off = """
                {"acknowledge_after": null, "escalate_after": null, "auto_resolve": {"mode": "always", "after": null}}""";

        as(ADMIN)
                .body(off)
                .put(POLICIES + "/low")
                .then()
                .statusCode(200)
                .body("acknowledge_after", nullValue())
                .body("escalate_after", nullValue())
                .body("auto_resolve.after", nullValue());
    }

    @Test
    void aPolicyThatIsSentBackAsItCameDoesNotChange() {
        var response = as(ADMIN).get(POLICIES + "/low");

        as(ADMIN)
                .body(response.asString())
                .put(POLICIES + "/low")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(response.header("ETag")));
    }

    @Test
    void aPolicyIsReplacedOnlyIfItIsTheOneThatWasSeen() {
        String seen = as(ADMIN).get(POLICIES + "/low").header("ETag");
        putPolicy("low", Map.of("escalate_after", "PT3H")).header("ETag", not(equalTo(seen)));

        as(ADMIN)
                .header("If-Match", seen)
                .body("{}")
                .put(POLICIES + "/low")
                .then()
                .statusCode(412);

        String present = as(ADMIN).get(POLICIES + "/low").header("ETag");
        as(ADMIN)
                .header("If-Match", present)
                .body("{}")
                .put(POLICIES + "/low")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'escalate_after': '-PT1S'}                             | 422 | escalate_after",
                "{'escalate_after': 'PT0S'}                              | 422 | escalate_after",
                "{'escalate_after': 'PT0.5S'}                            | 422 | escalate_after",
                "{'escalate_after': 'P365DT1S'}                          | 422 | escalate_after",
                "{'escalate_after': 'PT99999999999999999999S'}           | 422 | escalate_after",
                "{'escalate_after': 'soon'}                              | 400 | escalate_after",
                "{'escalate_after': ''}                                  | 400 | escalate_after",
                "{'escalate_after': 15}                                  | 400 | escalate_after",
                "{'escalate_after': 'PT1H\\u0000'}                       | 400 | escalate_after",
                "{'acknowledge_after': '-PT1S'}                          | 422 | acknowledge_after",
                "{'acknowledge_after': 'PT0.5S'}                         | 422 | acknowledge_after",
                "{'first_response_within': 'P400D'}                      | 422 | first_response_within",
                "{'calendar': 'weekdays'}                                | 422 | calendar",
                "{'priority': 'high'}                                    | 422 | priority",
                "{'auto_resolve': {'mode': 'never', 'after': 'PT0S'}}    | 422 | auto_resolve.after",
                "{'auto_resolve': {'mode': 'sometimes'}}                 | 400 | auto_resolve.mode",
                "{'auto_resolve': {'mode': null}}                        | 400 | auto_resolve",
                "{'auto_resolve': {'when': 'PT1H'}}                      | 400 | auto_resolve.when",
                "{'auto_resolve': null}                                  | 400 | auto_resolve",
                "{'escalate_afer': 'PT1H'}                               | 400 | escalate_afer",
            })
    void refusesABadPolicyByField(String body, int status, String field) {
        put(body.replace('\'', '"'))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "", "{} {}", "\"PT4H\""})
    void refusesWhatIsNoPolicy(String body) {
        put(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesOtherMedia() {
        as(ADMIN)
                .contentType("text/plain")
                .body("{}")
                .put(POLICIES + "/low")
                .then()
                .statusCode(415);
    }

    @Test
    void aClockIsSeenByThoseWhoSeeTheComplaint() {
        ComplaintStandIn complaints = ComplaintStandIn.get();
        long id = complaints.file("low", customer, "Mine");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> sla(customer, id).statusCode(200));

        sla(TestUser.of(Role.USER), id).statusCode(404);
        sla(agent, id).statusCode(404);
        sla(ADMIN, id).statusCode(200).body("complaint_id", equalTo((int) id)).body("level", equalTo(0));

        Broker.send(complaints.assigned(id, ADMIN, agent));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> sla(agent, id).statusCode(200));
        sla(TestUser.of(Role.AGENT), id).statusCode(404);
    }

    @Test
    void escalationsAreSeenByThoseWhoSeeTheComplaint() {
        ComplaintStandIn complaints = ComplaintStandIn.get();
        long id = complaints.file("low", customer, "Mine");
        Broker.send(complaints.assigned(id, ADMIN, agent));
        Broker.send(complaints.becomes(id, agent, "escalated", null));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> escalations(agent, id)
                .body("items", hasSize(1))
                .body("items[0].level", equalTo(1))
                .body("items[0].due_at", nullValue()));
        escalations(ADMIN, id).body("items", hasSize(1));
        escalations(TestUser.of(Role.AGENT), id).body("items", hasSize(0));
    }

    private static ValidatableResponse escalations(TestUser user, long complaintId) {
        return as(user).queryParam("complaint_id", complaintId)
                .get("/api/escalations")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse put(String body) {
        return as(ADMIN).body(body).put(POLICIES + "/low").then();
    }
}

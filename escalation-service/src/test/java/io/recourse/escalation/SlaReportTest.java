package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What the report says of complaints that were filed just now. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class SlaReportTest {

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final Instant from = Instant.now();

    @AfterEach
    void restorePolicies() {
        Api.restorePolicies();
    }

    @Test
    void tellsWhatWasMetAndWhatWasBreached() {
        Map<String, Object> policy = new HashMap<>();
        policy.put("escalate_after", null);
        policy.put("first_response_within", "PT3S");
        putPolicy("high", policy).statusCode(200);

        long answered = file();
        long forgotten = file();
        Broker.send(complaints.commented(answered, agent, false));
        Broker.send(complaints.becomes(answered, agent, "resolved", "Done"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> report(from, Instant.now())
                .body("high.met", equalTo(1))
                .body("high.breached", equalTo(1))
                .body("high.paused_seconds", equalTo(0))
                .body("high.first_response.p99", equalTo(0))
                .body("high.resolution.p50", equalTo(0)));
        Broker.send(complaints.commented(forgotten, agent, false));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> report(from, Instant.now()).body("high.breached", equalTo(1)));
    }

    @Test
    void hasEveryPriorityEvenIfNothingWasFiled() {
        report(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-02-01T00:00:00Z"))
                .body("", aMapWithSize(4))
                .body("low.met", equalTo(0))
                .body("critical.breached", equalTo(0))
                .body("medium.resolution.p50", nullValue());
    }

    private long file() {
        return complaints.file("high", TestUser.of(Role.USER), "Hello?");
    }

    private static ValidatableResponse report(Instant from, Instant to) {
        return as(ADMIN)
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .get("/api/reports/sla")
                .then()
                .statusCode(200);
    }
}

package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.sla;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The clocks of several complaints at once. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class SlaListTest {

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser other = TestUser.of(Role.USER);

    @Test
    void givesTheClocksOfComplaintsThatTheCallerSees() {
        long low = filed("low", customer);
        long foreign = filed("low", other);
        long high = filed("high", customer);

        as(customer)
                .queryParam("complaint_id", high, foreign, low)
                .get("/api/sla")
                .then()
                .statusCode(200)
                .body("items.complaint_id", contains((int) low, (int) high))
                .body("items.state", contains("running", "running"))
                .body("items[1].due_at", equalTo(sla(customer, high).extract().path("due_at")))
                .body("next_cursor", nullValue());
    }

    @Test
    void givesWhatIsEscalatedByAnInstantSoonestFirst() {
        long medium = filed("medium", customer);
        filed("low", customer);
        long high = filed("high", customer);

        dueBefore(Duration.ofHours(5), 20).body("items.complaint_id", contains((int) high, (int) medium));
        dueBefore(Duration.ofHours(5), 1).body("items.complaint_id", contains((int) high));
        dueBefore(Duration.ofMinutes(5), 20).body("items", empty());

        Broker.send(complaints.becomes(high, TestUser.of(Role.AGENT), "on_hold", null));

        eventually(() -> dueBefore(Duration.ofHours(5), 20).body("items.complaint_id", contains((int) medium)));
    }

    private ValidatableResponse dueBefore(Duration fromNow, int limit) {
        return as(customer)
                .queryParam("due_before", Instant.now().plus(fromNow).toString())
                .queryParam("limit", limit)
                .get("/api/sla")
                .then()
                .statusCode(200);
    }

    /** Filed and acknowledged, so that the next thing to happen is its escalation. */
    private long filed(String priority, TestUser creator) {
        long id = complaints.file(priority, creator, "No water");
        eventually(() -> sla(creator, id).statusCode(200).body("next", equalTo("escalate")));
        return id;
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}

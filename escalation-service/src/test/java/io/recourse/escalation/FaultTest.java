package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.Broker.Message;
import io.recourse.escalation.ComplaintStandIn.Request;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static io.recourse.escalation.Api.sla;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

/** Replicas that die at the worst moments, events that come as they like, and clocks that jump. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class FaultTest {

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private String address;

    @BeforeEach
    void theCustomerIsKnown() {
        address = customer.username() + "@example.org";
        Broker.send(Broker.userChanged(customer.id(), customer.username(), customer.name(), address, "user", true));
    }

    @AfterEach
    void everythingIsAsItWas() {
        TestTime.jump(Duration.ZERO);
        Api.restorePolicies();
        assertThat(complaints.invalidRequests()).isEmpty();
    }

    @Test
    void whoDiesBetweenClaimAndPublishLosesNothingAndRepeatsNothing() {
        putPolicy("high", Map.of("acknowledge_after", "PT1S")).statusCode(200);
        long id = ComplaintStandIn.newId();

        try (var deaths = new DeadConnections("outbox", "insert", "new.message_key = '%d'".formatted(id), 2)) {
            Broker.send(complaints.filed(id, "high", customer, "Claimed in vain"));

            eventually().until(() -> complaints.status(id), "in_progress"::equals);
            assertThat(deaths.changes()).isGreaterThanOrEqualTo(3);
        }

        toldOnce(id, "In progress: Claimed in vain");
        assertThat(complaints.requests(id).stream().map(Request::id).distinct()).hasSize(1);
    }

    @Test
    void whoDiesBetweenPublishAndCommitAsksAgainUnderTheSameId() {
        Map<String, Object> policy = new HashMap<>();
        policy.put("acknowledge_after", null);
        policy.put("escalate_after", "PT1S");
        putPolicy("high", policy).statusCode(200);
        long id = ComplaintStandIn.newId();

        try (var deaths = new DeadConnections("outbox", "delete", "old.message_key = '%d'".formatted(id), 2)) {
            Broker.send(complaints.filed(id, "high", customer, "Asked thrice"));

            eventually().until(() -> complaints.level(id) == 3);
            eventually().until(() -> deaths.changes() >= 5);
        }

        List<String> ids = complaints.requests(id).stream().map(Request::id).toList();
        assertThat(ids).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ids.stream().distinct()).hasSize(3);
        eventually().untilAsserted(() -> escalations(id).body("items.level", equalTo(List.of(3, 2, 1))));
        for (int level = 1; level <= 3; level++) {
            toldOnce(id, "Escalated to level %d: Asked thrice".formatted(level));
        }
    }

    @Test
    void whoDiesBeforeTheNoteOfASentMailSendsItAgainUnderTheSameMessageId() {
        long id = ComplaintStandIn.newId();

        try (var deaths = new DeadConnections(
                "mail", "update", "new.state = 'sent' and new.complaint_id = %d".formatted(id), 1)) {
            Broker.send(complaints.filed(id, "low", customer, "Sent twice"));
            eventually().until(() -> deaths.changes() == 1);
            // The lease of the one that died would end in a minute.
            eventually()
                    .until(() -> TestDatabase.update(
                                    "update mail set next_attempt_at = now() where complaint_id = $1 and state = 'waiting'",
                                    id)
                            == 1);
            eventually().until(() -> deaths.changes() == 2);
        }

        eventually().until(() -> Mailbox.to(address).size() == 2);
        assertThat(Mailbox.to(address).stream().map(mail -> Mailbox.header(mail, "Message-ID")))
                .containsOnly(Mailbox.header(Mailbox.to(address).getFirst(), "Message-ID"));
        eventually()
                .until(() -> TestDatabase.count("select attempts from mail where complaint_id = $1", id) == 2
                        && TestDatabase.count(
                                        "select count(*) from mail where complaint_id = $1 and state = 'sent'", id)
                                == 1);
    }

    @Test
    void whoDiesWhileEventsAreAppliedAppliesThemOnce() {
        long id = ComplaintStandIn.newId();

        try (var deaths = new DeadConnections("mail", "insert", "new.complaint_id = %d".formatted(id), 2)) {
            Broker.send(complaints.filed(id, "low", customer, "Applied late"));

            eventually().until(() -> deaths.changes() >= 3);
        }

        toldOnce(id, "In progress: Applied late");
        assertThat(complaints.requests(id).stream().map(Request::id).distinct()).hasSize(1);
    }

    @Test
    void duplicatedEventsAreToldOnce() {
        long id = ComplaintStandIn.newId();
        Message filed = complaints.filed(id, "low", customer, "Twice");
        complaints.ignoreRequests(id);
        Message escalated = complaints.becomes(id, agent, "escalated", null);
        for (Message message : List.of(filed, filed, escalated, escalated, filed, escalated)) {
            Broker.send(message);
        }

        toldOnce(id, "Escalated to level 1: Twice");
        escalations(id).body("items", hasSize(1));
    }

    @Test
    void reorderedEventsHaveTheEffectOfTheLast() {
        long id = ComplaintStandIn.newId();
        Message filed = complaints.filed(id, "low", customer, "Topsy-turvy");
        complaints.ignoreRequests(id);
        Message working = complaints.becomes(id, agent, "in_progress", null);
        Message resolved = complaints.becomes(id, agent, "resolved", "Done");
        for (Message message : List.of(resolved, working, filed)) {
            Broker.send(message);
        }

        toldOnce(id, "Resolved: Topsy-turvy");
        sla(ADMIN, id).statusCode(200).body("state", equalTo("stopped")).body("next", nullValue());
        assertThat(complaints.requests(id)).isEmpty();
    }

    @Test
    void aClockThatJumpsAheadFiresOnceAndNotAgainWhenItIsSetBack() {
        putPolicy("high", Map.of("escalate_after", "PT59M")).statusCode(200);
        long id = complaints.file("high", customer, "Leap");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().untilAsserted(() -> sla(ADMIN, id).statusCode(200).body("next", equalTo("escalate")));

        TestTime.jump(Duration.ofHours(1));
        eventually().until(() -> complaints.level(id) == 1);
        toldOnce(id, "Escalated to level 1: Leap");
        TestTime.jump(Duration.ZERO);

        long later = complaints.file("low", customer, "After the leap");
        eventually().until(() -> complaints.status(later), "in_progress"::equals);
        eventually().untilAsserted(() -> sla(ADMIN, id).body("level", equalTo(1)));
        assertThat(escalationsAsked(id)).isEqualTo(1);
        putPolicy("high", Map.of("escalate_after", "PT2S")).statusCode(200);
        eventually().until(() -> complaints.level(id) == 3);
        assertThat(escalationsAsked(id)).isEqualTo(3);
    }

    @Test
    void aClockThatJumpsBackFiresWhatIsDueOnceItIsRight() {
        putPolicy("high", Map.of("acknowledge_after", "PT1S")).statusCode(200);
        TestTime.jump(Duration.ofHours(-1));
        long id = complaints.file("high", customer, "Set back");
        eventually()
                .until(() -> TestDatabase.count(
                                "select count(*) from sla_clock where complaint_id = $1 and wake_at is not null", id)
                        == 1);

        TestTime.jump(Duration.ZERO);

        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        toldOnce(id, "In progress: Set back");
        assertThat(complaints.requests(id).stream().map(Request::id).distinct()).hasSize(1);
    }

    @Test
    void aMailThatFailedBeforeTheClockWasSetBackIsTriedSoon() {
        TestTime.jump(Duration.ofHours(1));
        Broker.send(Broker.userChanged(
                customer.id(), customer.username(), customer.name(), "this is no address", "user", true));
        long id = complaints.file("low", customer, "Not lost");
        eventually()
                .until(() -> TestDatabase.count(
                                "select count(*) from mail where complaint_id = $1 and last_error is not null", id)
                        == 1);

        TestTime.jump(Duration.ZERO);
        Broker.send(Broker.userChanged(customer.id(), customer.username(), customer.name(), address, "user", true));

        toldOnce(id, "In progress: Not lost");
    }

    @Test
    void anEventWithoutATimeZoneIsPutAside() {
        List<String> dead = new CopyOnWriteArrayList<>();
        Broker.follow("escalation-dead-letters", message -> dead.add(message.key()));
        long id = ComplaintStandIn.newId();
        Message filed = complaints.filed(id, "low", customer, "When?");
        Map<String, Object> naive = new HashMap<>(filed.data());
        naive.put("created_at", Instant.now().toString().replace("Z", ""));

        Broker.sendUnchecked(new Message(filed.topic(), filed.key(), filed.id(), filed.type(), filed.time(), naive));

        eventually().until(() -> dead.contains(Long.toString(id)));
        sla(ADMIN, id).statusCode(404);
    }

    private long escalationsAsked(long id) {
        return complaints.requests(id).stream()
                .filter(request -> request.reason().equals("escalate"))
                .map(Request::id)
                .distinct()
                .count();
    }

    private void toldOnce(long id, String subject) {
        String whole = "[#%d] %s".formatted(id, subject);
        eventually().until(() -> Mailbox.subjects(address).contains(whole));
        eventually()
                .until(() -> TestDatabase.count(
                                "select count(*) from mail where complaint_id = $1 and state = 'waiting' and recipient_id = $2",
                                id,
                                customer.id())
                        == 0);
        assertThat(Mailbox.subjects(address)).containsOnlyOnce(whole);
    }

    private static ValidatableResponse escalations(long id) {
        return as(ADMIN)
                .queryParam("complaint_id", id)
                .get("/api/escalations")
                .then()
                .statusCode(200);
    }

    private static ConditionFactory eventually() {
        return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }
}

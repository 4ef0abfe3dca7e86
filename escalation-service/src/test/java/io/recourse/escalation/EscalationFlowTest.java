package io.recourse.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.Broker.Message;
import io.recourse.escalation.ComplaintStandIn.Request;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static io.recourse.escalation.Api.sla;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** From a complaint's events to requests and mails, over real servers. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class EscalationFlowTest {

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);

    @AfterEach
    void everyRequestIsAsTheSchemaSays() {
        Api.restorePolicies();
        assertThat(complaints.invalidRequests()).isEmpty();
    }

    @Test
    void acknowledgesANewComplaintAndTellsItsCreator() {
        String address = known(customer);

        long id = complaints.file("low", customer, "Küche 💧 <ohne> Wasser\r\nBcc: everyone@example.org");

        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().until(() -> Mailbox.to(address).size() == 1);
        MimeMessage mail = Mailbox.to(address).getFirst();
        assertThat(Mailbox.subject(mail))
                .isEqualTo("[#%d] In progress: Küche 💧 <ohne> Wasser Bcc: everyone@example.org".formatted(id));
        assertThat(Mailbox.header(mail, "Bcc")).isNull();
        assertThat(Mailbox.header(mail, "Cc")).isNull();
        assertThat(Mailbox.header(mail, "Message-ID")).startsWith("<complaint-" + id + ".");
        assertThat(Mailbox.header(mail, "References")).startsWith("<complaint-" + id + "." + customer.id());
        assertThat(Mailbox.header(mail, "From")).contains("no-reply@recourse.example");
        assertThat(Mailbox.text(mail, "text/plain"))
                .contains("Hello " + customer.name())
                .contains("/complaints/" + id)
                .contains("<ohne>");
        assertThat(Mailbox.text(mail, "text/html"))
                .contains("Küche 💧 &lt;ohne&gt;")
                .doesNotContain("<ohne>");
        assertThat(complaints.requests(id)).hasSize(1);
    }

    @Test
    void aLongTitleIsToldWhole() {
        String address = known(customer);
        String title = "水漏れ 💧 in der Küche ".repeat(9).strip();

        long id = complaints.file("low", customer, title);

        eventually().until(() -> Mailbox.subjects(address).contains("[#%d] In progress: %s".formatted(id, title)));
        MimeMessage mail = Mailbox.to(address).getFirst();
        assertThat(Mailbox.header(mail, "Subject").lines()).allMatch(line -> line.length() <= 78);
        assertThat(Mailbox.text(mail, "text/plain")).contains(title);
        assertThat(Mailbox.text(mail, "text/html")).contains(title);
    }

    @Test
    void escalatesLevelByLevelAndTellsCreatorAdminsAndAssignee() {
        TestUser admin = TestUser.of(Role.ADMIN);
        TestUser formerAdmin = TestUser.of(Role.ADMIN);
        List<String> told = List.of(known(customer), known(agent), known(admin));
        String formerAddress = known(formerAdmin, false);
        eventuallyKnown(admin);
        putPolicy("critical", Map.of("escalate_after", "PT2S"));

        long id = complaints.file("critical", customer, "No water");
        Broker.send(complaints.assigned(id, agent, agent));

        eventually().until(() -> complaints.level(id) == 3);
        for (String address : told) {
            eventually().until(() -> escalationSubjects(address, id)
                    .equals(List.of(
                            "[#%d] Escalated to level 1: No water".formatted(id),
                            "[#%d] Escalated to level 2: No water".formatted(id),
                            "[#%d] Escalated to level 3: No water".formatted(id))));
        }
        assertThat(Mailbox.to(formerAddress)).isEmpty();
        eventually().untilAsserted(() -> as(ADMIN)
                .queryParam("complaint_id", id)
                .get("/api/escalations")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.level", equalTo(List.of(3, 2, 1)))
                .body("items[0].complaint_id", equalTo((int) id))
                .body("items[0].priority", equalTo("critical"))
                .body("items[0].due_at", notNullValue())
                .body("items[0].escalated_at", notNullValue())
                .body("items[0].delivered_at", notNullValue())
                .body("items[0].notified.findAll { it in ['%s', '%s', '%s'] }".formatted(told.toArray()), hasSize(3))
                .body("next_cursor", nullValue()));
        sla(ADMIN, id)
                .statusCode(200)
                .body("level", equalTo(3))
                .body("state", equalTo("running"))
                .body("next", nullValue());
        List<Instant> due = complaints.requests(id).stream()
                .filter(request -> request.reason().equals("escalate"))
                .map(Request::dueAt)
                .toList();
        assertThat(due).hasSize(3).isSorted();
        assertThat(Duration.between(due.get(0), due.get(2))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void warnsTheAssigneeBeforeTheComplaintIsEscalated() {
        String address = known(agent);
        eventuallyKnown(agent);
        putPolicy("critical", Map.of("escalate_after", "PT4S"));

        long id = complaints.file("critical", customer, "Tick tock");
        Broker.send(complaints.assigned(id, agent, agent));

        eventually().until(() -> complaints.level(id) > 0);
        String warning = "[#%d] Due soon: Tick tock".formatted(id);
        eventually().until(() -> Mailbox.subjects(address).contains(warning));
        eventually().until(() -> complaints.level(id) > 1);
        assertThat(Mailbox.subjects(address)).containsOnlyOnce(warning);
        MimeMessage mail = Mailbox.to(address).stream()
                .filter(each -> Mailbox.subject(each).equals(warning))
                .findFirst()
                .orElseThrow();
        assertThat(Mailbox.text(mail, "text/plain")).contains("three quarters of its time");
    }

    @Test
    void repeatedAndReorderedEventsHaveNoFurtherEffect() {
        long id = ComplaintStandIn.newId();
        String address = known(customer);
        Message filed = complaints.filed(id, "low", customer, "Twice told");
        complaints.ignoreRequests(id);
        Message working = complaints.becomes(id, agent, "in_progress", null);
        Message resolved = complaints.becomes(id, agent, "resolved", "Mended.");

        for (Message message : List.of(filed, working, filed, resolved, working, filed, resolved)) {
            Broker.send(message);
        }
        String laterAddress = known(TestUser.of(Role.USER));
        long later = complaints.file("low", customer, "Thereafter");

        eventually().untilAsserted(() -> sla(ADMIN, later).statusCode(200));
        sla(ADMIN, id).body("state", equalTo("stopped"));
        eventually().until(() -> Mailbox.subjects(address).size() >= 3);
        assertThat(Mailbox.subjects(address).stream().filter(subject -> subject.contains("#" + id)))
                .containsExactly(
                        "[#%d] In progress: Twice told".formatted(id), "[#%d] Resolved: Twice told".formatted(id));
        assertThat(complaints.requests(id)).hasSizeLessThanOrEqualTo(1);
        assertThat(Mailbox.to(laterAddress)).isEmpty();
    }

    @Test
    void aResolutionIsToldWithItsNotes() {
        String address = known(customer);
        long id = complaints.file("low", customer, "No water");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);

        Broker.send(complaints.becomes(id, agent, "resolved", "Opened the <main> valve."));

        eventually().until(() -> Mailbox.to(address).size() == 2);
        MimeMessage mail = Mailbox.to(address).getLast();
        assertThat(Mailbox.text(mail, "text/plain")).contains("Opened the <main> valve.");
        assertThat(Mailbox.text(mail, "text/html")).contains("Opened the &lt;main&gt; valve.");
    }

    @Test
    void staffActivityRestartsTheClockAndACustomersCommentDoesNot() {
        long id = complaints.file("high", customer, "No water");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().untilAsserted(() -> sla(customer, id).statusCode(200));
        String filedAt = sla(customer, id).extract().path("started_at");

        Broker.send(complaints.commented(id, customer, false));
        Message answer = complaints.commented(id, agent, false);
        Broker.send(answer);

        Instant answeredAt = answer.time().truncatedTo(ChronoUnit.MICROS);
        eventually().untilAsserted(() -> sla(customer, id)
                .body("started_at", equalTo(answeredAt.toString()))
                .body("due_at", equalTo(answeredAt.plus(Duration.ofHours(1)).toString()))
                .body("next", equalTo("escalate")));
        assertThat(Instant.parse(filedAt)).isBefore(answeredAt);
    }

    @Test
    void onHoldPausesTheClock() {
        long id = complaints.file("high", customer, "No water");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);

        Broker.send(complaints.becomes(id, agent, "on_hold", null));

        eventually().untilAsserted(() -> sla(customer, id)
                .body("state", equalTo("paused"))
                .body("due_at", nullValue())
                .body("next", nullValue()));
        Broker.send(complaints.becomes(id, customer, "in_progress", null));
        eventually()
                .untilAsserted(() ->
                        sla(customer, id).body("state", equalTo("running")).body("due_at", notNullValue()));
    }

    @Test
    void aChangedPolicyAppliesAtOnceToRunningClocks() {
        long id = complaints.file("high", customer, "No water");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);

        putPolicy("high", Map.of("escalate_after", "PT1S")).statusCode(200);

        eventually().until(() -> complaints.level(id) >= 1);
    }

    @Test
    void aTimerThatIsSwitchedOffDoesNotFire() {
        Map<String, Object> off = new HashMap<>();
        off.put("acknowledge_after", null);
        off.put("escalate_after", null);
        putPolicy("high", off).statusCode(200);

        long id = complaints.file("high", customer, "No water");

        eventually().untilAsserted(() -> sla(customer, id)
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("next", nullValue()));
        assertThat(complaints.requests(id)).isEmpty();
    }

    @Test
    void resolvesAfterAReplyThatTheCustomerMeetsWithSilence() {
        Map<String, Object> policy = Map.of("auto_resolve", Map.of("mode", "after_reply", "after", "PT1S"));
        putPolicy("high", policy).statusCode(200);
        long id = complaints.file("high", customer, "No water");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);

        Broker.send(complaints.commented(id, agent, false));

        eventually().until(() -> complaints.status(id), "resolved"::equals);
    }

    @Test
    void aMailWaitsUntilTheAddressIsKnown() {
        long id = complaints.file("low", customer, "Filed by a stranger");
        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().untilAsserted(() -> sla(customer, id).statusCode(200));

        String address = known(customer);

        eventually().until(() -> Mailbox.to(address).size() == 1);
    }

    @Test
    void nobodyWritesToAnErasedPerson() {
        String address = known(customer);
        Broker.send(Broker.userDeleted(customer.id()));
        eventuallyErased(customer);

        long id = complaints.file("low", customer, "Filed before leaving");

        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        Broker.send(complaints.becomes(id, agent, "resolved", null));
        eventually().untilAsserted(() -> sla(ADMIN, id).body("state", equalTo("stopped")));
        assertThat(Mailbox.to(address)).isEmpty();
    }

    @Test
    void aDeletedComplaintIsForgotten() {
        long id = complaints.file("low", customer, "No water");
        eventually().untilAsserted(() -> sla(customer, id).statusCode(200));

        Broker.send(complaints.deleted(id, ADMIN));

        eventually().untilAsserted(() -> sla(ADMIN, id).statusCode(404));
    }

    @Test
    void aPoisonousMessageIsPutAsideAloneAndStopsNothing() {
        List<ConsumerRecord<String, String>> dead = new java.util.concurrent.CopyOnWriteArrayList<>();
        Broker.follow("escalation-dead-letters", dead::add);
        long id = ComplaintStandIn.newId();
        String poison = "no JSON, " + UUID.randomUUID();

        Broker.sendRaw(new ProducerRecord<>("complaint-events", Long.toString(id), poison));
        Broker.send(complaints.filed(id, "low", customer, "Behind the poison"));

        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().until(() -> dead.stream().anyMatch(message -> poison.equals(message.value())));
        ConsumerRecord<String, String> aside = dead.stream()
                .filter(message -> poison.equals(message.value()))
                .findFirst()
                .orElseThrow();
        assertThat(Broker.header(aside, "dead-letter-reason")).isNotBlank();
        assertThat(Broker.header(aside, "dead-letter-topic")).isEqualTo("complaint-events");
    }

    @Test
    void aMessageThatTheDatabaseRefusesIsPutAsideAlone() {
        List<ConsumerRecord<String, String>> dead = new java.util.concurrent.CopyOnWriteArrayList<>();
        Broker.follow("escalation-dead-letters", dead::add);
        long before = complaints.file("low", customer, "In front");
        long id = ComplaintStandIn.newId();
        Broker.send(complaints.filed(id, "low", customer, "Refused"));
        complaints.ignoreRequests(id);
        Message working = complaints.becomes(id, agent, "in_progress", null);

        Broker.send(new Message(
                working.topic(),
                working.key(),
                "no text\0 of a database",
                working.type(),
                working.time(),
                working.data()));
        long behind = complaints.file("low", customer, "Behind");

        eventually().until(() -> complaints.status(before), "in_progress"::equals);
        eventually().until(() -> complaints.status(behind), "in_progress"::equals);
        eventually()
                .until(() -> dead.stream().anyMatch(message -> Long.toString(id).equals(message.key())));
        assertThat(dead.stream().filter(message -> Long.toString(id).equals(message.key())))
                .hasSize(1);
    }

    private static List<String> escalationSubjects(String address, long id) {
        return Mailbox.subjects(address).stream()
                .filter(subject -> subject.startsWith("[#%d] Escalated".formatted(id)))
                .toList();
    }

    private static String known(TestUser user) {
        return known(user, true);
    }

    private static String known(TestUser user, boolean active) {
        String address = user.username() + "@example.org";
        Broker.send(Broker.userChanged(
                user.id(), user.username(), user.name(), address, user.role().toString(), active));
        return address;
    }

    private static void eventuallyKnown(TestUser user) {
        eventually()
                .until(() ->
                        TestDatabase.count("select count(*) from person where id = $1 and email is not null", user.id())
                                == 1);
    }

    private static void eventuallyErased(TestUser user) {
        eventually()
                .until(() ->
                        TestDatabase.count("select count(*) from person where id = $1 and erased", user.id()) == 1);
    }

    private static ConditionFactory eventually() {
        return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
    }
}

package io.recourse.escalation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.escalation.ComplaintStandIn.Request;
import io.recourse.escalation.SmtpGate.Mood;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static io.recourse.escalation.Api.putPolicy;
import static io.recourse.escalation.Api.sla;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Kafka and the SMTP server go away, and come back. */
@QuarkusTest
@QuarkusTestResource(value = AwayTestResource.class, restrictToAnnotatedClass = true)
class AwayTest {

    private static final String ATTEMPTS =
            "select coalesce(max(attempts), 0) from mail where complaint_id = $1 and last_error is not null";

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser customer = TestUser.of(Role.USER);

    @AfterEach
    void everyRequestIsAsTheSchemaSays() {
        Api.restorePolicies();
        assertThat(complaints.invalidRequests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"TRY_LATER", "NEVER"})
    void aMailThatTheServerRefusesIsDeliveredOnceItTakesIt(Mood refusal) {
        try (SmtpGate gate = gate(refusal)) {
            String address = known();
            long id = complaints.file("low", customer, "Refused");
            eventually().until(() -> gate.refused() >= 2 && TestDatabase.count(ATTEMPTS, id) >= 2);
            assertThat(TestDatabase.count(
                            "select count(*) from mail where complaint_id = $1 and last_error like '%@%'", id))
                    .isZero();

            gate.become(Mood.OPEN);

            deliveredOnce(address, id, "In progress: Refused");
        }
    }

    @Test
    void aMailThatFoundNoServerIsDeliveredOnceThereIsOne() {
        String address = known();
        long id = complaints.file("low", customer, "Nobody there");
        eventually().until(() -> TestDatabase.count(ATTEMPTS, id) >= 2);

        try (SmtpGate gate = gate(Mood.OPEN)) {
            deliveredOnce(address, id, "In progress: Nobody there");
            assertThat(gate.refused()).isZero();
        }
    }

    @Test
    void anEscalationShowsThatNobodyHasBeenToldWhileTheServerIsAway() {
        String address = known();
        Map<String, Object> policy = new HashMap<>();
        policy.put("escalate_after", "PT1S");
        putPolicy("high", policy).statusCode(200);
        long id = complaints.file("high", customer, "Silence");
        eventually().until(() -> complaints.level(id) == 3);

        eventually().untilAsserted(() -> escalations(id).body("items", hasSize(3)));
        escalations(id).body("items[2].delivered_at", nullValue()).body("items[2].notified", hasSize(0));
        try (SmtpGate gate = gate(Mood.OPEN)) {
            eventually().untilAsserted(() -> escalations(id)
                    .body("items[2].delivered_at", notNullValue())
                    .body("items[2].notified", hasItem(address)));
            assertThat(gate.refused()).isZero();
        }
    }

    @Test
    void whatIsDueWhileKafkaIsDeadIsAskedForOnceItLives() {
        KafkaProcess kafka = kafka();
        long id = untilWorkedOn("Kafka dies");
        kafka.kill();

        // The API answers meanwhile.
        putPolicy("high", Map.of("escalate_after", "PT1S")).statusCode(200);
        sla(customer, id).statusCode(200).body("next", equalTo("escalate"));
        waitsInTheOutbox(id, Duration.ofSeconds(2));
        kafka.start();

        escalatesToTheTop(id);
    }

    @Test
    void whatIsDueWhileKafkaIsStalledIsAskedForOnceItGoesOn() {
        KafkaProcess kafka = kafka();
        long id = untilWorkedOn("Kafka stalls");
        kafka.stall();
        try {
            putPolicy("high", Map.of("escalate_after", "PT1S")).statusCode(200);
            // Longer than a batch waits for the broker before it is tried again.
            waitsInTheOutbox(id, Duration.ofSeconds(15));
        } finally {
            kafka.goOn();
        }

        escalatesToTheTop(id);
    }

    private long untilWorkedOn(String title) {
        long id = complaints.file("high", customer, title);
        eventually().until(() -> complaints.status(id), "in_progress"::equals);
        eventually().untilAsserted(() -> sla(customer, id).statusCode(200).body("state", equalTo("running")));
        return id;
    }

    private static void waitsInTheOutbox(long id, Duration atLeast) {
        eventually()
                .until(() -> TestDatabase.count(
                                "select count(*) from outbox where message_key = $1 and occurred_at < now() - $2::text::interval",
                                Long.toString(id),
                                atLeast.toString())
                        == 1);
    }

    /** Level by level, each recorded once, however often it was asked for. */
    private void escalatesToTheTop(long id) {
        eventually().until(() -> complaints.level(id) == 3);
        eventually().untilAsserted(() -> escalations(id).body("items.level", equalTo(List.of(3, 2, 1))));
        assertThat(complaints.requests(id).stream()
                        .filter(request -> request.reason().equals("escalate"))
                        .map(Request::id)
                        .distinct())
                .hasSize(3);
    }

    private String known() {
        String address = customer.username() + "@example.org";
        Broker.send(Broker.userChanged(customer.id(), customer.username(), customer.name(), address, "user", true));
        return address;
    }

    private static void deliveredOnce(String address, long id, String subject) {
        String whole = "[#%d] %s".formatted(id, subject);
        eventually().until(() -> Mailbox.subjects(address).contains(whole));
        eventually()
                .until(() ->
                        TestDatabase.count("select count(*) from mail where complaint_id = $1 and state = 'sent'", id)
                                == 1);
        assertThat(Mailbox.subjects(address)).containsOnlyOnce(whole);
    }

    private static KafkaProcess kafka() {
        int port = Integer.parseInt(setting("kafka.bootstrap.servers").replaceAll(".*:", ""));
        return new KafkaProcess(Path.of(setting("recourse.test.kafka-directory")), port);
    }

    private static SmtpGate gate(Mood mood) {
        int port = Integer.parseInt(setting("quarkus.mailer.port"));
        return new SmtpGate(port, Integer.parseInt(setting("recourse.test.smtp-port")), mood);
    }

    /** Not injected: the service would look for it with all tests. */
    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
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

package io.recourse.escalation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.escalation.WebhookReceiver.Call;
import io.recourse.platform.token.Role;
import io.restassured.response.ValidatableResponse;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Webhooks, from a complaint's event to the system that is called. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class WebhookTest {

    private static final String WEBHOOKS = "/api/webhooks";
    private static final String SECRET = "a secret that nobody guesses";

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final WebhookReceiver receiver = new WebhookReceiver();
    private String id;

    @AfterEach
    void removeTheWebhook() {
        if (id != null) {
            as(ADMIN).delete(WEBHOOKS + "/" + id).then().statusCode(204);
        }
        receiver.close();
    }

    @Test
    void sendsSignedEventsOfTheTypesThatAreWanted() throws Exception {
        define("complaint.created", "complaint.commented");

        long complaint = complaints.file("low", customer, "Küche");
        Broker.send(complaints.becomes(complaint, agent, "in_progress", null));
        Broker.send(complaints.commented(complaint, agent, true));
        Broker.send(complaints.commented(complaint, agent, false));

        eventually().until(() -> receiver.calls(complaint).size() == 2);
        Call created = receiver.calls(complaint).stream()
                .filter(call -> call.header("X-Recourse-Event").equals("complaint.created"))
                .findFirst()
                .orElseThrow();
        assertThat(created.header("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(UUID.fromString(created.header("X-Recourse-Delivery"))).isNotNull();
        String timestamp = created.header("X-Recourse-Timestamp");
        assertThat(created.header("X-Recourse-Signature"))
                .isEqualTo("sha256=" + hmac(timestamp + "." + created.body()));
        JsonNode event = new ObjectMapper().readTree(created.body());
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("type").asText()).isEqualTo("complaint.created");
        assertThat(event.get("source").asText()).isEqualTo("/recourse/test");
        assertThat(event.get("data").get("title").asText()).isEqualTo("Küche");
        EventSchemas.assertFits("complaint.created", event.get("data").toString());
        JsonNode comment = receiver.calls(complaint).stream()
                .map(Call::body)
                .filter(body -> body.contains("complaint.commented"))
                .map(WebhookTest::json)
                .findFirst()
                .orElseThrow();
        assertThat(comment.get("data").get("comment").get("internal").asBoolean())
                .isFalse();
    }

    @Test
    void triesAgainUnderTheSameDeliveryAndRestsAfterManyFailures() {
        define("complaint.created");
        receiver.answers(500);

        long complaint = complaints.file("low", customer, "Down");

        eventually()
                .untilAsserted(() ->
                        webhook().body("failures", greaterThanOrEqualTo(3)).body("paused_until", notNullValue()));
        deliveries()
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("waiting"))
                .body("items[0].last_status", equalTo(500))
                .body("items[0].last_error", containsString("500"));
        receiver.answers(200);
        eventually().untilAsserted(() -> deliveries().body("items[0].state", equalTo("delivered")));
        webhook().body("failures", equalTo(0));
        assertThat(receiver.calls(complaint).stream()
                        .map(call -> call.header("X-Recourse-Delivery"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aDeliveryIsReplayed() {
        define("complaint.created");
        long complaint = complaints.file("low", customer, "Again");
        eventually().untilAsserted(() -> deliveries().body("items[0].state", equalTo("delivered")));
        String delivery = deliveries().extract().path("items[0].id");

        replay(delivery).statusCode(202).body("state", equalTo("waiting"));

        eventually().until(() -> receiver.calls(complaint).size() == 2);
        assertThat(receiver.calls(complaint)).allMatch(call -> delivery.equals(call.header("X-Recourse-Delivery")));
    }

    @Test
    void whatWasToldOfADeletedComplaintIsErased() {
        define("complaint.created", "complaint.commented", "complaint.deleted");
        long complaint = complaints.file("low", customer, "My secret trouble");
        eventually().untilAsserted(() -> deliveries().body("items[0].state", equalTo("delivered")));
        String created = deliveries().extract().path("items[0].id");
        receiver.answers(500);
        Broker.send(complaints.commented(complaint, agent, false));
        eventually().until(() -> deliveries().extract().<String>path("items[0].last_error") != null);

        Broker.send(complaints.deleted(complaint, ADMIN));

        eventually().untilAsserted(() -> deliveries()
                .body("items.event", contains("complaint.deleted", "complaint.commented", "complaint.created"))
                .body("items.state", contains("waiting", "given_up", "delivered"))
                .body("items[1].last_error", containsString("erased")));
        receiver.answers(200);
        eventually().untilAsserted(() -> deliveries().body("items[0].state", equalTo("delivered")));
        eventually().until(() -> kept(complaint) == 0);
        assertThat(TestDatabase.count("select count(title) from sla_clock where complaint_id = $1", complaint))
                .isZero();
        replay(created).statusCode(409).contentType("application/problem+json");
    }

    @Test
    void whatWasToldOfADeletedPersonIsErased() {
        define("complaint.created");
        long theirs = complaints.file("low", customer, "Filed by somebody who leaves");
        long others = complaints.file("low", TestUser.of(Role.USER), "Filed by somebody who stays");
        eventually().untilAsserted(() -> deliveries().body("items.state", contains("delivered", "delivered")));

        Broker.send(Broker.userDeleted(customer.id()));

        eventually().until(() -> kept(theirs) == 0);
        assertThat(kept(others)).isEqualTo(1);
    }

    /** How many deliveries about a complaint still say what they said. */
    private static long kept(long complaint) {
        return TestDatabase.count(
                "select count(*) from webhook_delivery where body is not null and complaint_id = $1", complaint);
    }

    @Test
    void anInactiveWebhookGetsNothing() {
        define("complaint.created");
        as(ADMIN)
                .header("If-Match", "\"1\"")
                .body(Map.of("active", false))
                .patch(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("active", equalTo(false));
        as(ADMIN)
                .header("If-Match", "\"1\"")
                .body(Map.of("active", true))
                .patch(WEBHOOKS + "/" + id)
                .then()
                .statusCode(412);

        long complaint = complaints.file("low", customer, "Quiet");

        eventually().untilAsserted(() -> Api.sla(ADMIN, complaint).statusCode(200));
        deliveries().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"url", "events", "secret", "active"})
    void refusesToTakeAwayWhatAWebhookMustHave(String field) {
        define("complaint.created");

        as(ADMIN)
                .body("{\"" + field + "\": null}")
                .patch(WEBHOOKS + "/" + id)
                .then()
                .statusCode(400)
                .body("violations.field", contains(field));
        as(ADMIN).get(WEBHOOKS + "/" + id).then().header("ETag", equalTo("\"1\""));
    }

    @Test
    void neverShowsTheSecret() {
        define("complaint.created").body("secret", nullValue());

        assertThat(as(ADMIN).get(WEBHOOKS).asString()).contains(id).doesNotContain(SECRET);
        assertThat(TestDatabase.count("select count(*) from webhook where secret like $1", "%" + SECRET + "%"))
                .isZero();
    }

    @Test
    void aRepeatedDefinitionGetsTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body =
                Map.of("url", receiver.url(), "events", List.of("complaint.deleted"), "secret", SECRET);
        id = as(ADMIN)
                .header("Idempotency-Key", key)
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as(ADMIN)
                .header("Idempotency-Key", key)
                .body(body)
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("id", equalTo(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'events': ['complaint.created'], 'secret': 'x'}                                        | url",
                "{'url': 'ftp://example.com', 'events': ['complaint.created'], 'secret': 'x'}            | url",
                "{'url': 'http://a:b@example.com', 'events': ['complaint.created'], 'secret': 'x'}       | url",
                "{'url': 'http://localhost', 'events': [], 'secret': 'x'}                                | events",
                "{'url': 'http://localhost', 'events': ['complaint.exploded'], 'secret': 'x'}            | events.0",
                "{'url': 'http://localhost', 'events': ['complaint.created']}                            | secret",
                "{'url': 'http://localhost', 'events': ['complaint.created'], 'secret': ''}              | secret",
                "{'url': 'http://localhost', 'events': ['complaint.created'], 'secret': 'x', 'on': true} | on",
            })
    void refusesABadWebhookByField(String body, String field) {
        as(ADMIN)
                .body(body.replace('\'', '"'))
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    private ValidatableResponse define(String... events) {
        ValidatableResponse defined = as(ADMIN)
                .body(Map.of("url", receiver.url(), "events", List.of(events), "secret", SECRET))
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("url", equalTo(receiver.url()))
                .body("active", equalTo(true));
        id = defined.extract().path("id");
        return defined;
    }

    private ValidatableResponse webhook() {
        return as(ADMIN).get(WEBHOOKS + "/" + id).then().statusCode(200);
    }

    private ValidatableResponse deliveries() {
        return as(ADMIN).get(WEBHOOKS + "/" + id + "/deliveries").then().statusCode(200);
    }

    private ValidatableResponse replay(String delivery) {
        return as(ADMIN)
                .post(WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/replay")
                .then();
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(20));
    }
}

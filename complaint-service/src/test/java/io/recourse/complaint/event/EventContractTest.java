package io.recourse.complaint.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.Pictures;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class EventContractTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final ObjectMapper mapper = new ObjectMapper();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);
    private final List<ConsumerRecord<String, String>> published = new CopyOnWriteArrayList<>();

    private KafkaConsumer<String, String> consumer;
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", kafka);
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("complaint-events"));
        producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        consumer.close();
        producer.close();
    }

    @Test
    void everyPublishedEventFitsItsSchemaAndComesInOrder() throws Exception {
        file(agent);
        long id = file(customer);
        patch(admin, id, Map.of("priority", "high", "title", "Better title"));
        put(admin, id, Map.of("assignee", agent.username()));
        patch(agent, id, Map.of("status", "in_progress"));
        comment(agent, id, Map.of("body", "Top secret", "internal", true));
        comment(customer, id, Map.of("body", "Any news?"));
        given().header("Authorization", "Bearer " + customer.token())
                .multiPart("images", "a.png", Pictures.png(3, 3), "image/png")
                .post("/api/complaints/" + id + "/images")
                .then()
                .statusCode(201);
        patch(agent, id, Map.of("status", "resolved", "resolution", "Done"));
        as(admin).delete("/api/complaints/" + id).then().statusCode(204);

        List<ConsumerRecord<String, String>> events = awaitEvents(id, "complaint.deleted");

        assertEquals(
                List.of(
                        "complaint.created",
                        "complaint.updated",
                        "complaint.assigned",
                        "complaint.status_changed",
                        "complaint.commented",
                        "complaint.commented",
                        "complaint.updated",
                        "complaint.updated",
                        "complaint.status_changed",
                        "complaint.deleted"),
                events.stream().map(event -> header(event, "ce_type")).toList());
        int version = 0;
        for (ConsumerRecord<String, String> event : events) {
            JsonNode data = mapper.readTree(event.value());
            EventSchemas.assertFits(header(event, "ce_type"), event.value());
            assertEquals(++version, data.path("version").asInt());
            assertEquals("1.0", header(event, "ce_specversion"));
            assertEquals("/recourse/complaint-service", header(event, "ce_source"));
            assertEquals(Long.toString(id), header(event, "ce_subject"));
            assertNotNull(UUID.fromString(header(event, "ce_id")));
            assertNotNull(Instant.parse(header(event, "ce_time")));
            assertNotNull(header(event, "traceparent"));
            assertFalse(event.value().contains("Top secret"));
        }
    }

    @Test
    void grantsATransitionOnce() throws Exception {
        long id = file(customer);
        String request = UUID.randomUUID().toString();
        ObjectNode data = transition(id, "in_progress", "acknowledge", "open");

        request("transition.requested", request, id, data);
        request("transition.requested", request, id, data);

        await().atMost(SOON).untilAsserted(() -> see(id).body("status", equalTo("in_progress")));
        patch(admin, id, Map.of("status", "open"));
        request("transition.requested", request, id, data);
        String other = UUID.randomUUID().toString();
        request("classification.suggested", other, id, suggestion(id));
        await().atMost(SOON).untilAsserted(() -> see(id).body("classified_by", equalTo("fallback")));
        see(id).body("status", equalTo("open"));
        List<ConsumerRecord<String, String>> events = awaitEvents(id, "complaint.classified");
        JsonNode granted = mapper.readTree(events.get(1).value());
        assertEquals(request, granted.path("request_id").asText());
        assertEquals("escalation-service", granted.path("actor").path("service").asText());
        EventSchemas.assertFits("complaint.classified", events.getLast().value());
    }

    @Test
    void refusesAnEscalationThatStaffOvertookAndSaysSoInTheHistory() throws Exception {
        long id = file(customer);
        comment(admin, id, Map.of("body", "We are on it"));
        ObjectNode late = transition(id, "escalated", "escalate", "open", "in_progress");
        late.put("level", 1).put("activity_version", 1);

        request("transition.requested", UUID.randomUUID().toString(), id, late);

        await().atMost(SOON).untilAsserted(() -> as(admin)
                .get("/api/complaints/" + id + "/history")
                .then()
                .body("items.type", hasItem("transition.refused"))
                .body("items.changes.refused_because", hasItem("staff_were_active")));
        see(id).body("status", equalTo("open"));
        as(customer)
                .get("/api/complaints/" + id + "/history")
                .then()
                .body("items.type", equalTo(List.of("complaint.created", "complaint.commented")));
    }

    @Test
    void risesALevelWhileEscalated() throws Exception {
        long id = file(customer);
        for (int level = 1; level <= 2; level++) {
            ObjectNode escalate = transition(id, "escalated", "escalate", "open", "escalated");
            escalate.put("level", level).put("activity_version", 1);
            request("transition.requested", UUID.randomUUID().toString(), id, escalate);
        }

        await().atMost(SOON).untilAsserted(() -> see(id).body("escalation_level", equalTo(2)));
        List<ConsumerRecord<String, String>> events = awaitEvents(id, "complaint.status_changed");
        for (ConsumerRecord<String, String> event : events) {
            EventSchemas.assertFits(header(event, "ce_type"), event.value());
        }
    }

    @Test
    void putsAPoisonousMessageAsideAndGoesOn() {
        long id = file(customer);

        producer.send(new ProducerRecord<>("complaint-requests", Long.toString(id), "{no json"));
        ObjectNode data = transition(id, "in_progress", "acknowledge", "open");
        request("transition.requested", UUID.randomUUID().toString(), id, data);

        await().atMost(SOON).untilAsserted(() -> see(id).body("status", equalTo("in_progress")));
    }

    @Test
    void learnsNamesFromIdentity() {
        long id = file(customer);
        ObjectNode user = mapper.createObjectNode()
                .put("id", customer.id().toString())
                .put("username", customer.username())
                .put("name", "Ana María Núñez")
                .put("email", "ana@example.com")
                .put("role", "user")
                .put("active", true)
                .put("available", false);
        EventSchemas.assertFits("user.changed", user.toString());

        send(
                "identity-events",
                "user.changed",
                customer.id().toString(),
                customer.id().toString(),
                user);

        await().atMost(SOON).untilAsserted(() -> see(id).body("created_by.name", equalTo("Ana María Núñez")));
        send(
                "identity-events",
                "user.deleted",
                UUID.randomUUID().toString(),
                customer.id().toString(),
                mapper.createObjectNode().put("id", customer.id().toString()));
        await().atMost(SOON).untilAsserted(() -> see(id).body("created_by.name", equalTo("deleted user")));
    }

    private ObjectNode transition(long id, String to, String reason, String... from) {
        ObjectNode data = mapper.createObjectNode()
                .put("complaint_id", id)
                .put("to", to)
                .put("reason", reason)
                .put("due_at", "2026-11-20T08:00:00Z")
                .putNull("level")
                .putNull("activity_version")
                .putNull("version");
        for (String status : from) {
            data.withArray("from").add(status);
        }
        EventSchemas.assertFits("transition.requested", data.toString());
        return data;
    }

    private ObjectNode suggestion(long id) {
        ObjectNode data = mapper.createObjectNode()
                .put("complaint_id", id)
                .put("category", "technical")
                .put("priority", "high")
                .put("source", "fallback")
                .put("model", "test");
        data.putObject("confidence").put("category", 0.5).put("priority", 0.25);
        EventSchemas.assertFits("classification.suggested", data.toString());
        return data;
    }

    private void request(String type, String eventId, long id, ObjectNode data) {
        send("complaint-requests", type, eventId, Long.toString(id), data);
    }

    private void send(String topic, String type, String eventId, String key, ObjectNode data) {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, key, data.toString());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId,
                        "ce_source",
                        "/recourse/escalation-service",
                        "ce_type",
                        type,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        key)
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
    }

    private List<ConsumerRecord<String, String>> awaitEvents(long id, String last) {
        String key = Long.toString(id);
        await().atMost(SOON).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(published::add);
            return published.stream()
                    .anyMatch(event -> key.equals(event.key()) && last.equals(header(event, "ce_type")));
        });
        return published.stream().filter(event -> key.equals(event.key())).toList();
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private long file(TestUser user) {
        return as(user).body(Map.of("title", "Broken lamp", "description", "It does not shine."))
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void patch(TestUser user, long id, Map<String, Object> change) {
        as(user).body(change).patch("/api/complaints/" + id).then().statusCode(200);
    }

    private void put(TestUser user, long id, Map<String, Object> assignment) {
        as(user).body(assignment)
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200);
    }

    private void comment(TestUser user, long id, Map<String, Object> comment) {
        as(user).body(comment)
                .post("/api/complaints/" + id + "/comments")
                .then()
                .statusCode(201);
    }

    private io.restassured.response.ValidatableResponse see(long id) {
        return as(admin).get("/api/complaints/" + id).then();
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }
}

package io.recourse.complaint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.recourse.complaint.Desk.as;
import static io.recourse.complaint.Desk.enter;
import static io.recourse.complaint.Desk.file;
import static io.recourse.complaint.Desk.see;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** What becomes of the work of those who leave, and of what is kept of those who are deleted. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class StaffTurnoverTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Inject
    Pool database;

    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser agent = TestUser.of(Role.AGENT);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private KafkaProducer<String, String> identity;

    @BeforeEach
    void connect() {
        identity =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
        enter(agent);
    }

    @AfterEach
    void disconnect() {
        identity.close();
    }

    @Test
    void takesActiveComplaintsAwayFromADemotedAgent() {
        long active = assigned("Lamp");
        long resolved = assigned("Door");
        as(agent).body(Map.of("status", "resolved")).patch("/api/complaints/" + resolved);
        String demotion = UUID.randomUUID().toString();

        changed(demotion, "user", true);

        await().atMost(SOON).untilAsserted(() -> see(admin, active).body("assigned_to", nullValue()));
        as(admin)
                .get("/api/complaints/" + active + "/history")
                .then()
                .body("items.type", contains("complaint.created", "complaint.assigned", "complaint.assigned"))
                .body("items[2].service", equalTo("complaint-service"))
                .body("items[2].by", nullValue())
                .body("items[2].changes.assigned_to.from.id", equalTo(agent.id().toString()))
                .body("items[2].changes.assigned_to.to", nullValue());
        // Who did it stays on what is done.
        see(admin, resolved).body("assigned_to.username", equalTo(agent.username()));

        changed(demotion, "user", true);
        changed(UUID.randomUUID().toString(), "user", false);
        awaitNoDeparture();
        see(admin, active).body("version", equalTo(3));
    }

    @Test
    void takesMoreComplaintsAwayThanFitIntoOneBatch() {
        List<Long> ids = IntStream.range(0, 60).mapToObj(i -> assigned("Lamp")).toList();

        changed(UUID.randomUUID().toString(), "agent", false);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertEquals(0, count("select count(*) from complaint where assigned_to = $1", agent.id())));
        assertEquals(
                60,
                count(
                        "select count(*) from complaint_history where complaint_id = any ($1)"
                                + " and actor_service = 'complaint-service'",
                        (Object) ids.toArray(Long[]::new)));
        awaitNoDeparture();
    }

    @Test
    void takesAReopenedComplaintAwayFromWhoHasLeft() {
        long id = assigned("Lamp");
        as(agent).body(Map.of("status", "resolved")).patch("/api/complaints/" + id);
        deleted(agent);
        await().atMost(SOON).untilAsserted(() -> see(admin, id).body("assigned_to.name", equalTo("deleted user")));

        as(customer)
                .body(Map.of("status", "in_progress"))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200)
                .body("assigned_to", nullValue());
    }

    @Test
    void refusesToGiveAComplaintToWhoHasLeft() {
        long id = file(customer, "Lamp");
        changed(UUID.randomUUID().toString(), "agent", false);
        await().atMost(SOON).untilAsserted(() -> as(admin)
                .body(Map.of("assignee", agent.username()))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(422));
    }

    @Test
    void forgetsTheAnswersThatTellOfADeletedPerson() {
        String key = UUID.randomUUID().toString();
        as(customer)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Lamp", "description", "d"))
                .post("/api/complaints")
                .then()
                .statusCode(201);
        as(agent)
                .header("Idempotency-Key", key)
                .body(Map.of("title", "Lamp", "description", "d", "created_for", customer.username()))
                .post("/api/complaints")
                .then()
                .statusCode(201);
        assertEquals(2, count("select count(*) from idempotency_key where key = $1", key));

        deleted(customer);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertEquals(0, count("select count(*) from idempotency_key where key = $1", key)));
    }

    private long assigned(String title) {
        long id = file(customer, title);
        as(admin)
                .body(Map.of("assignee", agent.username()))
                .put("/api/complaints/" + id + "/assignee")
                .then()
                .statusCode(200);
        return id;
    }

    private void changed(String eventId, String role, boolean active) {
        send(
                "user.changed",
                eventId,
                agent.id(),
                new JsonObject()
                        .put("id", agent.id().toString())
                        .put("username", agent.username())
                        .put("name", agent.name())
                        .put("email", "agent@example.com")
                        .put("role", role)
                        .put("active", active)
                        .put("available", false));
    }

    private void deleted(TestUser user) {
        send(
                "user.deleted",
                UUID.randomUUID().toString(),
                user.id(),
                new JsonObject().put("id", user.id().toString()));
    }

    private void send(String type, String eventId, UUID user, JsonObject data) {
        EventSchemas.assertFits(type, data.encode());
        ProducerRecord<String, String> message =
                new ProducerRecord<>("identity-events", user.toString(), data.encode());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId,
                        "ce_source",
                        "/recourse/identity-service",
                        "ce_type",
                        type,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_subject",
                        user.toString())
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        identity.send(message);
    }

    private void awaitNoDeparture() {
        await().atMost(SOON).until(() -> count("select count(*) from departure where person_id = $1", agent.id()) == 0);
    }

    private long count(String sql, Object parameter) {
        return database.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}

package io.recourse.identity.agent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.identity.Person;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AgentResourceTest {

    private static final AtomicLong COMPLAINTS = new AtomicLong(1000);

    private static KafkaProducer<String, String> producer;

    private final long complaint = COMPLAINTS.incrementAndGet();

    @BeforeAll
    static void connect() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
    }

    @Test
    void countsOpenComplaints() {
        Person agent = Person.withRole("agent");
        publish("complaint.created", 1, "open", null);

        publish("complaint.assigned", 2, "in_progress", agent);

        awaitOpenComplaints(agent, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolved", "closed", "cancelled"})
    void countsNoComplaintThatHasEnded(String status) {
        Person agent = Person.withRole("agent");
        publish("complaint.assigned", 2, "in_progress", agent);
        awaitOpenComplaints(agent, 1);

        publish("complaint.status_changed", 3, status, agent);

        awaitOpenComplaints(agent, 0);
    }

    @Test
    void countsAComplaintForWhomItWasHandedTo() {
        Person first = Person.withRole("agent");
        Person second = Person.withRole("agent");
        publish("complaint.assigned", 2, "in_progress", first);

        publish("complaint.assigned", 3, "in_progress", second);

        awaitOpenComplaints(second, 1);
        awaitOpenComplaints(first, 0);
    }

    @Test
    void countsNoDeletedComplaint() {
        Person agent = Person.withRole("agent");
        publish("complaint.assigned", 2, "on_hold", agent);
        awaitOpenComplaints(agent, 1);

        publish("complaint.deleted", 3, "on_hold", agent);

        awaitOpenComplaints(agent, 0);
    }

    @Test
    void ignoresRepeatedAndLateEvents() {
        Person agent = Person.withRole("agent");
        Person marker = Person.withRole("agent");
        publish("complaint.assigned", 2, "in_progress", agent);
        publish("complaint.status_changed", 3, "resolved", agent);
        publish("complaint.status_changed", 3, "in_progress", agent);

        publish("complaint.assigned", 2, "in_progress", agent);

        publish("complaint.assigned", 4, "in_progress", marker);
        awaitOpenComplaints(marker, 1);
        awaitOpenComplaints(agent, 0);
    }

    @Test
    void putsAsideWhatItCannotUnderstand() {
        Person agent = Person.withRole("agent");
        send("complaint.assigned", "{\"id\": \"nonsense\"}");
        send("complaint.assigned", "no JSON");

        publish("complaint.assigned", 2, "in_progress", agent);

        awaitOpenComplaints(agent, 1);
    }

    @Test
    void listsByAvailability() {
        Person agent = Person.withRole("agent");
        agent.asks()
                .body("{\"available\": false}")
                .put("/api/users/me/availability")
                .then()
                .statusCode(200);

        String mine = "items.findAll { it.username == '" + agent.username() + "' }";
        agent.asks().get("/api/agents?limit=100&available=false").then().body(mine, not(empty()));
        agent.asks().get("/api/agents?limit=100&available=true").then().body(mine, empty());
        agent.asks()
                .get("/api/agents?available=perhaps")
                .then()
                .statusCode(400)
                .body("violations.field", contains("available"));
    }

    private static void awaitOpenComplaints(Person agent, int count) {
        String mine = "items.find { it.username == '" + agent.username() + "' }.open_complaints";
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> agent.asks().get("/api/agents?limit=100").path(mine), equalTo(count));
    }

    private void publish(String type, long version, String status, Person assignee) {
        String event = """
                {"id": %d, "version": %d, "activity_version": 1, "title": "Late", "status": "%s", "priority": "high",
                 "category": "general", "visibility": "private", "created_by": {"id": "%s"}, "assigned_to": %s,
                 "created_at": "2026-11-20T10:00:00Z", "escalation_level": 0, "actor": {"service": "escalation"},
                 "changes": {}, "description": "Late", "awaiting_classification": [], "request_id": null}""".formatted(
                        complaint,
                        version,
                        status,
                        UUID.randomUUID(),
                        assignee == null ? "null" : "{\"id\": \"" + assignee.id() + "\"}");
        EventSchemas.assertFits(type, event);
        send(type, event);
    }

    private void send(String type, String data) {
        var message = new ProducerRecord<>("complaint-events", Long.toString(complaint), data);
        Map.of(
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/recourse/complaint-service",
                        "ce_type",
                        type,
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }
}

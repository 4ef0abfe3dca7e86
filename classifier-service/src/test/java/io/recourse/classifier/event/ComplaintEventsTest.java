package io.recourse.classifier.event;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.classifier.CapturedLog;
import io.recourse.classifier.GeminiStandIn;
import io.recourse.classifier.GeminiStandInResource;
import io.recourse.classifier.gemini.Gemini;
import io.recourse.classifier.label.Source;
import io.recourse.classifier.suggestion.Agreement;
import io.recourse.classifier.suggestion.Suggestions;
import io.recourse.classifier.suggestion.Suggestions.SourceAgreement;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.recourse.classifier.event.ComplaintTopic.change;
import static io.recourse.classifier.event.ComplaintTopic.complaint;
import static io.recourse.classifier.event.ComplaintTopic.created;
import static io.recourse.classifier.event.ComplaintTopic.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class ComplaintEventsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    GeminiStandIn gemini;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    Suggestions suggestions;

    @Inject
    Pool database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private ComplaintTopic topic;
    private final long id = ThreadLocalRandom.current().nextLong(1, 1L << 50);

    @BeforeEach
    void open() {
        topic = new ComplaintTopic(bootstrapServers);
        gemini.reset();
        breakers.reset(Gemini.BREAKER);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void suggestsLabelsForANewComplaint() {
        topic.publish("complaint.created", created(id, "The tap is dry, " + UUID.randomUUID(), "category", "priority"));

        ConsumerRecord<String, String> message = awaitSuggestion(id);

        EventSchemas.assertFits("classification.suggested", message.value());
        assertEquals("classification.suggested", header(message, "ce_type"));
        assertEquals("/recourse/classifier-service", header(message, "ce_source"));
        JsonNode body = json(message.value());
        assertEquals(id, body.get("complaint_id").asLong());
        assertEquals("technical", body.get("category").asText());
        assertEquals("high", body.get("priority").asText());
        assertEquals("gemini", body.get("source").asText());
        assertEquals("gemini-test", body.get("model").asText());
    }

    @Test
    void suggestsWithTheFallbackWhileGeminiIsDown() {
        gemini.behave(GeminiStandIn.error(500));

        topic.publish("complaint.created", created(id, "Refund my invoice, " + UUID.randomUUID(), "category"));

        assertEquals("fallback", json(awaitSuggestion(id).value()).get("source").asText());
    }

    @Test
    void suggestsOnceHoweverOftenTheEventComes() {
        ObjectNode created = created(id, "Once and for all, " + UUID.randomUUID(), "priority");
        topic.publish("complaint.created", created);
        awaitSuggestion(id);
        int calls = gemini.requests().size();

        topic.publish("complaint.created", created);
        topic.publish(
                "complaint.created", created(id, "Another text, the same complaint, " + UUID.randomUUID(), "priority"));
        topic.publish("complaint.created", created(id + 1, "A later one, " + UUID.randomUUID(), "priority"));
        awaitSuggestion(id + 1);

        assertEquals(calls + 1, gemini.requests().size());
        assertEquals(1, topic.read("complaint-requests", Long.toString(id)).size());
    }

    @Test
    void leavesLabelsAloneThatSomebodyChose() {
        topic.publish("complaint.created", created(id, "All chosen " + id));
        topic.publish("complaint.created", created(id + 1, "Not chosen " + id, "category"));
        awaitSuggestion(id + 1);

        assertEquals(List.of(), topic.read("complaint-requests", Long.toString(id)));
        assertFalse(suggestions.exists(id).await().indefinitely());
    }

    @Test
    void keepsAndSaysNothingBesideLabelsUnlessItIsSwitchedOn() {
        topic.publish("complaint.created", created(id, "Nothing else, please. " + id, "category"));

        JsonNode body = json(awaitSuggestion(id).value());

        assertEquals(6, body.size(), body::toString);
        assertEquals(
                0,
                database.query("select count(*) from text_fingerprint")
                        .execute()
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void learnsWhatPeopleChose() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        SourceAgreement before = agreement(today);
        topic.publish("complaint.created", created(id, "Dripping " + id, "category", "priority"));
        awaitSuggestion(id);

        topic.publish("complaint.updated", change(labelled(id, 2, "technical", "high"), "priority", "low"));
        awaitAgreement(today, before, new Agreement(1, 1), new Agreement(1, 0));

        topic.publish(
                "complaint.status_changed",
                withRequest(change(labelled(id, 3, "technical", "high"), "status", "resolved")));
        awaitAgreement(today, before, new Agreement(1, 1), new Agreement(1, 1));

        topic.publish("complaint.updated", change(labelled(id, 2, "billing", "low"), "category", "account"));
        topic.publish("complaint.created", created(id + 1, "Behind it " + id, "category"));
        awaitSuggestion(id + 1);
        awaitAgreement(today, before, new Agreement(1, 1), new Agreement(1, 1));
    }

    @Test
    void takesNoServiceForAPerson() {
        topic.publish("complaint.created", created(id, "Nobody looked " + id, "category", "priority"));
        awaitSuggestion(id);
        ObjectNode resolved = withRequest(change(labelled(id, 2, "technical", "high"), "status", "resolved"));
        resolved.putObject("actor").put("service", "escalation");
        topic.publish("complaint.status_changed", resolved);
        topic.publish("complaint.commented", commented(id, 3));

        topic.publish("complaint.created", created(id + 1, "Behind it " + id, "category"));
        awaitSuggestion(id + 1);

        assertEquals(0, chosen(id));
    }

    @Test
    void forgetsADeletedComplaint() {
        topic.publish("complaint.created", created(id, "Delete me " + id, "category"));
        awaitSuggestion(id);

        topic.publish("complaint.deleted", complaint(id, 2));

        await().atMost(SOON).until(() -> !suggestions.exists(id).await().indefinitely());
    }

    @Test
    void putsAPoisonousMessageAsideAndGoesOn() {
        String poison = "poison-" + UUID.randomUUID();
        topic.publish("complaint.created", poison, "{\"id\": \"not a number\"");
        topic.publish("complaint.created", poison, "{\"id\": 7, \"version\": 1, \"priority\": \"urgent\"}");
        topic.publish("complaint.created", created(id, "Healthy " + id, "category"));

        awaitSuggestion(id);

        await().atMost(SOON)
                .until(() -> topic.read("classifier-dead-letters", poison).size() == 2);
    }

    @Test
    void logsNoTextWhateverBecomesOfAMessage() {
        String secret = "walrus" + UUID.randomUUID();
        try (CapturedLog log = CapturedLog.open()) {
            topic.publish("complaint.created", created(id, "About a " + secret, "category"));
            gemini.behave(GeminiStandIn.error(400));
            topic.publish("complaint.created", created(id + 1, "Again a " + secret, "category"));
            List<String> poisons = List.of(
                    "{\"id\": 5, \"version\": 1, \"description\": \"" + secret,
                    "{\"id\": \"" + secret + "\", \"version\": 1, \"description\": \"" + secret + "\"}",
                    "{\"id\": 5, \"version\": 1, \"description\": [\"" + secret + "\"]}",
                    "{\"id\": 5, \"version\": 1, \"description\": \"" + secret + "\\ud800\"}",
                    "{\"id\": 5, \"version\": 1, \"description\": \"a\" " + secret + "}",
                    secret + " is no JSON");
            poisons.forEach(poison -> topic.publish("complaint.created", secret, poison));
            await().atMost(SOON)
                    .until(() -> topic.read("classifier-dead-letters", secret).size() == poisons.size());
            awaitSuggestion(id);
            awaitSuggestion(id + 1);

            log.assertNothingOf(secret, GeminiStandInResource.KEY);
        }
    }

    @Test
    void worksOnSomeComplaintsAtTheSameTime() {
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        gemini.behave(exchange -> {
            most.accumulateAndGet(present.incrementAndGet(), Math::max);
            Thread.sleep(200);
            present.decrementAndGet();
            GeminiStandIn.labels("general", "low").answer(exchange);
        });

        LongStream.range(id, id + 30)
                .forEach(each -> topic.publish(
                        "complaint.created", created(each, "One of many " + UUID.randomUUID(), "category")));

        await().atMost(SOON).until(() -> LongStream.range(id, id + 30)
                .allMatch(each -> suggestions.exists(each).await().indefinitely()));
        assertTrue(most.get() > 4 && most.get() <= 12, () -> "at once: " + most);
    }

    @Test
    void storesNoText() {
        String secret = "walrus" + UUID.randomUUID();
        topic.publish("complaint.created", created(id, "It is about " + secret, "category"));
        awaitSuggestion(id);

        for (Row table : database.query(
                        "select table_name from information_schema.tables where table_schema = 'public'")
                .execute()
                .await()
                .indefinitely()) {
            String name = table.getString("table_name");
            long rows = database.preparedQuery("select count(*) from " + name + " t where t::text like $1")
                    .execute(Tuple.of("%" + secret + "%"))
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getLong(0);
            assertEquals(0, rows, name);
        }
    }

    private static ObjectNode labelled(long id, long version, String category, String priority) {
        return complaint(id, version).put("category", category).put("priority", priority);
    }

    private static ObjectNode withRequest(ObjectNode complaint) {
        return complaint.putNull("request_id");
    }

    private static ObjectNode commented(long id, long version) {
        ObjectNode commented = labelled(id, version, "technical", "high").put("status", "resolved");
        commented.putObject("comment").put("id", 1).put("internal", false).put("by_staff", true);
        return commented;
    }

    private ConsumerRecord<String, String> awaitSuggestion(long complaintId) {
        await().atMost(SOON).until(() -> !topic.read("complaint-requests", Long.toString(complaintId))
                .isEmpty());
        return topic.read("complaint-requests", Long.toString(complaintId)).getFirst();
    }

    private void awaitAgreement(LocalDate day, SourceAgreement before, Agreement category, Agreement priority) {
        await().atMost(SOON).untilAsserted(() -> {
            SourceAgreement now = agreement(day);
            assertEquals(plus(before.category(), category), now.category());
            assertEquals(plus(before.priority(), priority), now.priority());
        });
    }

    private static Agreement plus(Agreement before, Agreement more) {
        return new Agreement(before.chosen() + more.chosen(), before.agreed() + more.agreed());
    }

    private SourceAgreement agreement(LocalDate day) {
        Map<Source, SourceAgreement> bySource =
                suggestions.agreement(day).await().indefinitely();
        return bySource.getOrDefault(Source.GEMINI, new SourceAgreement(Agreement.NONE, Agreement.NONE));
    }

    private long chosen(long complaintId) {
        return database.preparedQuery("select chosen_version from suggestion where complaint_id = $1")
                .execute(Tuple.of(complaintId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
    }
}

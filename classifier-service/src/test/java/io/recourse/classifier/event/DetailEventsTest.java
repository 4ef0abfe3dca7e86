package io.recourse.classifier.event;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.recourse.classifier.CapturedLog;
import io.recourse.classifier.GeminiStandIn;
import io.recourse.classifier.GeminiStandInResource;
import io.recourse.classifier.WithDetails;
import io.recourse.classifier.gemini.Gemini;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.recourse.classifier.event.ComplaintTopic.complaint;
import static io.recourse.classifier.event.ComplaintTopic.created;
import static io.recourse.classifier.event.ComplaintTopic.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

@QuarkusTest
@TestProfile(WithDetails.class)
@QuarkusTestResource(RecourseTestResource.class)
@QuarkusTestResource(GeminiStandInResource.class)
class DetailEventsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NO_WATER = "We have had no water since this morning in Mill Lane.";
    private static final String NO_WATER_AGAIN = "There is still no water in Mill Lane, since this morning!";

    GeminiStandIn gemini;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    Pool database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private ComplaintTopic topic;
    private final long id = ThreadLocalRandom.current().nextLong(1, 1L << 50);
    private final UUID customer = UUID.randomUUID();

    @BeforeEach
    void open() {
        topic = new ComplaintTopic(bootstrapServers);
        gemini.reset();
        breakers.reset(Gemini.BREAKER);
        gemini.behave(
                GeminiStandIn.text(
                        "{\"category\":\"technical\",\"priority\":\"high\",\"summary\":\"No water in the lane.\",\"language\":\"en\"}"));
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void suggestsWithEverythingThatIsOn() {
        suggestionFor(filed(id, customer, NO_WATER, "category", "priority"));

        JsonNode suggestion = suggestionFor(filed(id + 1, customer, NO_WATER_AGAIN, "category"));

        EventSchemas.assertFits("classification.suggested", suggestion.toString());
        assertEquals("No water in the lane.", suggestion.get("summary").asText());
        assertEquals("gemini", suggestion.get("summary_source").asText());
        assertEquals("en", suggestion.get("language").asText());
        assertEquals(1, suggestion.get("duplicate_candidates").size());
        assertEquals(id, suggestion.at("/duplicate_candidates/0/complaint_id").asLong());
    }

    @Test
    void saysItOfComplaintsWhoseLabelsWereChosen() {
        JsonNode suggestion = suggestionFor(filed(id, customer, "Everything chosen, " + NO_WATER));

        EventSchemas.assertFits("classification.suggested", suggestion.toString());
        assertEquals("No water in the lane.", suggestion.get("summary").asText());
    }

    @Test
    void comparesWithOthersOfTheSameServiceTypeOnlyIfTheyAreVeryAlike() {
        int serviceType = ThreadLocalRandom.current().nextInt(1_000_000);
        suggestionFor(filed(id, UUID.randomUUID(), NO_WATER, "category").put("service_type_id", serviceType));
        suggestionFor(filed(id + 1, UUID.randomUUID(), NO_WATER, "category").put("service_type_id", serviceType + 1));

        JsonNode same = suggestionFor(
                filed(id + 2, customer, NO_WATER + " What now?", "category").put("service_type_id", serviceType));
        String similar = "Please send somebody, the tap in Mill Lane gives nothing since this morning.";
        JsonNode byOneself =
                suggestionFor(filed(id + 3, customer, similar, "category").put("service_type_id", serviceType));
        JsonNode byAnother = suggestionFor(filed(id + 4, UUID.randomUUID(), similar + " Thanks", "category")
                .put("service_type_id", serviceType));

        assertEquals(List.of(id), candidates(same));
        assertEquals(List.of(id + 2), candidates(byOneself));
        assertEquals(List.of(id + 3), candidates(byAnother));
    }

    @Test
    void earlierOnesAreThoseBefore() {
        suggestionFor(filed(id + 5, customer, NO_WATER, "category"));

        assertEquals(List.of(), candidates(suggestionFor(filed(id, customer, NO_WATER_AGAIN, "category"))));
    }

    @Test
    void keepsNoMoreOfACustomerThanItComparesWith() {
        for (int i = 0; i < 5; i++) {
            suggestionFor(filed(id + i, customer, NO_WATER + " It is day " + i, "category"));
        }

        assertEquals(List.of(id + 2, id + 3, id + 4), kept());
    }

    @Test
    void forgetsWithTheComplaintAndWithTheCustomer() {
        suggestionFor(filed(id, customer, NO_WATER, "category"));
        suggestionFor(filed(id + 1, customer, NO_WATER, "category"));
        ObjectNode deleted = complaint(id, 2);
        topic.publish("complaint.deleted", deleted);
        await().atMost(SOON).until(() -> kept().equals(List.of(id + 1)));

        topic.publishIdentity("user.changed", UUID.randomUUID().toString(), "{\"id\": \"whatever\"}");
        String body = "{\"id\":\"" + customer + "\"}";
        EventSchemas.assertFits("user.deleted", body);
        topic.publishIdentity("user.deleted", customer.toString(), body);

        await().atMost(SOON).until(() -> kept().isEmpty());
    }

    @Test
    void storesAndLogsNoText() {
        String secret = "walrus" + UUID.randomUUID().toString().replace("-", "");
        gemini.behave(GeminiStandIn.text("{\"category\":\"technical\",\"priority\":\"high\",\"summary\":\"" + secret
                + "\",\"language\":\"en\"}"));

        try (CapturedLog log = CapturedLog.open()) {
            suggestionFor(filed(id, customer, "This is about a " + secret, "category"));
            gemini.behave(GeminiStandIn.error(400));
            suggestionFor(filed(id + 1, customer, "This is about a " + secret + " again", "category"));

            log.assertNothingOf(secret, GeminiStandInResource.KEY);
        }
        for (Row table : database.query(
                        "select table_name from information_schema.tables where table_schema = 'public'")
                .execute()
                .await()
                .indefinitely()) {
            String name = table.getString("table_name");
            // The outbox has the summary until it is published.
            await().atMost(SOON).until(() -> rowsWith(name, secret) == 0);
        }
        assertFalse(kept().isEmpty());
    }

    private static ObjectNode filed(long id, UUID customer, String description, String... awaiting) {
        ObjectNode created = created(id, description, awaiting);
        created.putObject("created_by").put("id", customer.toString());
        return created;
    }

    private JsonNode suggestionFor(ObjectNode complaint) {
        topic.publish("complaint.created", complaint);
        String key = complaint.get("id").asText();
        await().atMost(SOON).until(() -> !topic.read("complaint-requests", key).isEmpty());
        return json(topic.read("complaint-requests", key).getFirst().value());
    }

    private static List<Long> candidates(JsonNode suggestion) {
        return suggestion.get("duplicate_candidates").findValuesAsText("complaint_id").stream()
                .map(Long::valueOf)
                .toList();
    }

    private List<Long> kept() {
        List<Long> kept = new java.util.ArrayList<>();
        database.preparedQuery("select complaint_id from text_fingerprint where customer = $1 order by complaint_id")
                .execute(Tuple.of(customer))
                .await()
                .indefinitely()
                .forEach(row -> kept.add(row.getLong(0)));
        return kept;
    }

    private long rowsWith(String table, String secret) {
        return database.preparedQuery("select count(*) from " + table + " t where t::text like $1")
                .execute(Tuple.of("%" + secret + "%"))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}

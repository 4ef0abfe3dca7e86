package io.recourse.complaint.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.complaint.TestTokens.TestUser;
import io.recourse.embedded.EventSchemas;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

/** What the classifier says beside the labels. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class ClassifierDetailsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> DETAILS =
            List.of("summary", "summary_source", "language", "duplicate_candidates");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final ObjectMapper mapper = new ObjectMapper();
    private final TestUser customer = TestUser.of(Role.USER);
    private final TestUser admin = TestUser.of(Role.ADMIN);

    private KafkaProducer<String, String> producer;

    @BeforeEach
    void connect() {
        producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void showsStaffAloneWhatTheClassifierSays() {
        long earlier = file(Map.of());
        long id = file(Map.of());
        ObjectNode suggestion = detailed(suggestion(id));
        suggestion.putArray("duplicate_candidates").add(candidate(earlier, 0.5)).add(candidate(999_999_999, 0.4));

        publish(id, suggestion);

        await().atMost(SOON).untilAsserted(() -> see(admin, id)
                .body("summary", equalTo("Die Lampe <b>leuchtet</b> nicht."))
                .body("summary_source", equalTo("gemini"))
                .body("language", equalTo("de"))
                .body("duplicate_candidates.complaint_id", equalTo(List.of((int) earlier)))
                .body("duplicate_candidates.similarity", equalTo(List.of(0.5f)))
                .body("category", equalTo("technical")));
        as(admin)
                .queryParam("created_by", customer.username())
                .get("/api/complaints")
                .then()
                .body("items.find { it.id == %d }.language".formatted(id), equalTo("de"));
        as(admin)
                .body(Map.of("priority", "low"))
                .patch("/api/complaints/" + id)
                .then()
                .body("language", equalTo("de"));
        for (String detail : DETAILS) {
            see(customer, id).body("$", not(hasKey(detail)));
            as(customer).get("/api/complaints").then().body("items[0]", not(hasKey(detail)));
            as(customer)
                    .body(Map.of("visibility", "public"))
                    .patch("/api/complaints/" + id)
                    .then()
                    .statusCode(200)
                    .body("$", not(hasKey(detail)));
        }
    }

    @Test
    void forgetsWithTheTextAndWithTheEarlierComplaint() {
        long earlier = file(Map.of());
        long id = file(Map.of());
        ObjectNode suggestion = detailed(suggestion(id));
        suggestion.putArray("duplicate_candidates").add(candidate(earlier, 0.5));
        publish(id, suggestion);
        await().atMost(SOON).untilAsserted(() -> see(admin, id).body("$", hasKey("duplicate_candidates")));

        as(admin).delete("/api/complaints/" + earlier).then().statusCode(204);
        as(customer)
                .body(Map.of("description", "It is the other lamp."))
                .patch("/api/complaints/" + id)
                .then()
                .statusCode(200);

        DETAILS.forEach(detail -> see(admin, id).body("$", not(hasKey(detail))));
    }

    @Test
    void keepsDetailsOfAComplaintWhoseLabelsWereChosen() {
        long id = file(Map.of("priority", "low", "category", "billing"));

        publish(id, detailed(suggestion(id)));

        await().atMost(SOON).untilAsserted(() -> see(admin, id).body("language", equalTo("de")));
        see(admin, id).body("priority", equalTo("low")).body("classified_by", equalTo("user"));
    }

    @Test
    void needsNoDetails() {
        long id = file(Map.of());

        publish(id, suggestion(id));

        await().atMost(SOON).untilAsserted(() -> see(admin, id).body("classified_by", equalTo("gemini")));
        DETAILS.forEach(detail -> see(admin, id).body("$", not(hasKey(detail))));
    }

    private ObjectNode suggestion(long id) {
        ObjectNode data = mapper.createObjectNode()
                .put("complaint_id", id)
                .put("category", "technical")
                .put("priority", "high")
                .put("source", "gemini")
                .put("model", "test");
        data.putObject("confidence").put("category", 0.5).put("priority", 0.25);
        return data;
    }

    private static ObjectNode detailed(ObjectNode suggestion) {
        return suggestion
                .put("summary", "Die Lampe <b>leuchtet</b> nicht.")
                .put("summary_source", "gemini")
                .put("language", "de");
    }

    private ObjectNode candidate(long id, double similarity) {
        return mapper.createObjectNode().put("complaint_id", id).put("similarity", similarity);
    }

    private void publish(long id, ObjectNode data) {
        EventSchemas.assertFits("classification.suggested", data.toString());
        ProducerRecord<String, String> message =
                new ProducerRecord<>("complaint-requests", Long.toString(id), data.toString());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/recourse/classifier-service",
                        "ce_type",
                        "classification.suggested",
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }

    private long file(Map<String, String> chosen) {
        Map<String, String> filing = new java.util.HashMap<>(chosen);
        filing.put("title", "Broken lamp");
        filing.put("description", "It does not shine.");
        return as(customer)
                .body(filing)
                .post("/api/complaints")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private static ValidatableResponse see(TestUser user, long id) {
        return as(user).get("/api/complaints/" + id).then().statusCode(200);
    }

    private static RequestSpecification as(TestUser user) {
        return given().header("Authorization", "Bearer " + user.token()).contentType(ContentType.JSON);
    }
}

package io.recourse.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.embedded.TraceCollector;
import io.recourse.embedded.TraceCollector.Span;
import io.recourse.escalation.Broker.Message;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Where somebody collects spans, an event, what is asked because of it, and the mail about it are one trace. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
@TestProfile(TraceTest.Collected.class)
class TraceTest {

    private static final String FILED = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String RESOLVED = "0af7651916cd43dd8448eb211c80319c";
    private static final String ASKED = "b9c7c989f97918e1aa4d2f1c8a1f3c5e";
    private static final String CALLER = "00f067aa0ba902b7";

    private static TraceCollector collector;

    private final ComplaintStandIn complaints = ComplaintStandIn.get();
    private final List<ConsumerRecord<String, String>> requests = new CopyOnWriteArrayList<>();

    /** A service of its own, which sends its spans to a collector. */
    public static final class Collected implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Collector.class));
        }
    }

    /** The collector. */
    public static final class Collector implements QuarkusTestResourceLifecycleManager {

        private TraceCollector started;

        @Override
        public Map<String, String> start() {
            started = TraceCollector.start();
            return started.configuration();
        }

        @Override
        public void inject(Object test) {
            collector = started;
        }

        @Override
        public void stop() {
            started.close();
        }
    }

    @Test
    void whatIsAskedBecauseOfAnEventBelongsToItsTrace() {
        Broker.follow("complaint-requests", requests::add);
        long id = ComplaintStandIn.newId();
        Message filed = complaints.filed(id, "low", TestUser.of(Role.USER), "Traced");
        complaints.ignoreRequests(id);

        Broker.send(filed, traceparent(FILED));

        soon().until(() -> requests.stream().anyMatch(request -> request.key().equals(Long.toString(id))));
        ConsumerRecord<String, String> request = requests.stream()
                .filter(message -> message.key().equals(Long.toString(id)))
                .findFirst()
                .orElseThrow();
        assertThat(request.headers().headers("traceparent")).hasSize(1);
        assertThat(Broker.header(request, "traceparent")).matches("00-" + FILED + "-[0-9a-f]{16}-01");
        soon().untilAsserted(() -> assertThat(collector.spans(FILED))
                .extracting(Span::service, Span::parentId, span -> span.name().split(" ")[0])
                .contains(
                        tuple("escalation-service", CALLER, "complaint-events"),
                        tuple("escalation-service", CALLER, "complaint-requests")));
    }

    @Test
    void theMailAboutAnEventBelongsToItsTrace() {
        TestUser customer = TestUser.of(Role.USER);
        String address = customer.id() + "@example.org";
        Broker.send(Broker.userChanged(customer.id(), "traced-" + customer.id(), "Tracy", address, "user", true));
        long id = complaints.file("low", customer, "Traced to the mail");

        Broker.send(complaints.becomes(id, TestUser.of(Role.AGENT), "resolved", "Mended."), traceparent(RESOLVED));

        soon().untilAsserted(() -> assertThat(collector.spans(RESOLVED))
                .filteredOn(span -> span.name().equals("send mail"))
                .singleElement()
                .returns(CALLER, Span::parentId));
    }

    @Test
    void aTraceTellsNeitherWhoAskedNorForWhat() {
        as(ADMIN)
                .header("traceparent", traceparent(ASKED))
                .header("X-Forwarded-For", "203.0.113.77")
                .header("User-Agent", "Tracy's own browser")
                .get("/api/escalations?complaint_id=777777")
                .then()
                .statusCode(200);

        soon().untilAsserted(() -> assertThat(collector.spans(ASKED))
                .filteredOn(span -> span.parentId().equals(CALLER))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes())
                        .containsEntry("url.path", "/api/escalations")
                        .allSatisfy(
                                (key, value) -> assertThat(value).doesNotContain("777777", "203.0.113.77", "Tracy"))));
    }

    private static String traceparent(String traceId) {
        return "00-" + traceId + "-" + CALLER + "-01";
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }
}

package io.recourse.escalation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.AccessCheck;
import io.recourse.embedded.AccessCheck.Content;
import io.recourse.embedded.AccessCheck.Scene;
import io.recourse.embedded.AccessTable;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.escalation.TestTokens.TestUser;
import io.recourse.platform.token.Role;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.recourse.escalation.Api.ADMIN;
import static io.recourse.escalation.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may do what, by the table in access.txt. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AccessTest {

    private static final AccessTable TABLE = AccessTable.beside(AccessTest.class, "access.txt");
    private static final String WEBHOOKS = "/api/webhooks";
    private static final String HOLIDAYS = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:test
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20261101T000000Z
            DTSTART;VALUE=DATE:20261225
            SUMMARY:Christmas
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n");

    private static final TestUser OWNER = TestUser.of(Role.USER);
    private static final TestUser ASSIGNEE = TestUser.of(Role.AGENT);
    private static final Map<String, String> TOKENS = Map.of(
            "owner", OWNER.token(),
            "stranger", TestUser.of(Role.USER).token(),
            "assignee", ASSIGNEE.token(),
            "colleague", TestUser.of(Role.AGENT).token(),
            "admin", ADMIN.token());

    @TestHTTPResource
    URI server;

    private AccessCheck check;

    @BeforeEach
    void prepare() {
        check = new AccessCheck(server, new AccessCheck.Stage() {
            @Override
            public Scene set(String object, String caller) {
                return scene(object, TOKENS.get(caller));
            }

            @Override
            public Content content(String name) {
                return new Content("text/calendar", null, HOLIDAYS.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    @AfterEach
    void removeWebhooks() {
        List<String> ids = as(ADMIN).get(WEBHOOKS + "?limit=100").path("items.id");
        ids.forEach(id -> as(ADMIN).delete(WEBHOOKS + "/" + id).then().statusCode(204));
    }

    @Test
    void knowsEveryOperation() {
        assertThat(TABLE.differences(check.description())).isEmpty();
    }

    static List<AccessTable.Row> rows() {
        return TABLE.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersEverybodyAsTheTableSays(AccessTable.Row row) {
        assertThat(check.violations(row)).isEmpty();
    }

    private static Scene scene(String object, String token) {
        return switch (object) {
            case "" -> new Scene(Map.of(), Map.of(), token);
            case "policy" -> new Scene(Map.of("priority", "low"), Map.of(), token);
            case "new name" -> new Scene(Map.of("new_name", newName()), Map.of(), token);
            case "calendar" -> {
                String name = newName();
                as(ADMIN)
                        .body(Map.of("name", name, "time_zone", "Europe/Berlin"))
                        .post("/api/calendars")
                        .then()
                        .statusCode(201);
                yield new Scene(Map.of("name", name), Map.of(), token);
            }
            case "complaint" -> new Scene(Map.of("complaint_id", complaint()), Map.of("complaint_id", "9"), token);
            case "webhook" -> new Scene(Map.of("id", webhook()), Map.of(), token);
            case "delivery" -> {
                String webhook = webhook();
                yield new Scene(Map.of("id", webhook, "delivery_id", delivery(webhook)), Map.of(), token);
            }
            default -> throw new IllegalArgumentException(object);
        };
    }

    private static String complaint() {
        ComplaintStandIn complaints = ComplaintStandIn.get();
        long id = complaints.file("low", OWNER, "No water");
        Broker.send(complaints.assigned(id, ADMIN, ASSIGNEE));
        soon(() -> as(ASSIGNEE).get("/api/sla/" + id).then().statusCode(200));
        return Long.toString(id);
    }

    /** Of a system that nobody answers for. */
    private static String webhook() {
        return as(ADMIN)
                .body(Map.of("url", "http://127.0.0.1:9/", "events", List.of("complaint.created"), "secret", "s"))
                .post(WEBHOOKS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String delivery(String webhook) {
        ComplaintStandIn.get().file("low", OWNER, "No water");
        String deliveries = WEBHOOKS + "/" + webhook + "/deliveries";
        soon(() -> assertThat(as(ADMIN).get(deliveries).<List<?>>path("items")).isNotEmpty());
        return as(ADMIN).get(deliveries).path("items[0].id");
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private static String newName() {
        return "hours-" + UUID.randomUUID();
    }
}

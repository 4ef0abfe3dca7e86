package io.recourse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.recourse.embedded.TraceCollector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The product as a newcomer gets it: one command, everything real, through the one address. */
@ExtendWith(SharedStack.class)
@Order(StackIT.LAST)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
    /** Of the classes that share the stack, because this one kills it. */
    static final int LAST = Integer.MAX_VALUE;

    private static final String PASSWORD = "a-good-test-password";

    private static Path directory;
    private static RunningStack stack;
    private static Person nobody;
    private static Person admin;

    @BeforeAll
    static void meetEverybody(RunningStack running) throws Exception {
        stack = running;
        directory = stack.directory();
        nobody = Person.nobody(stack.url());
        admin = nobody.signIn("admin", stack.adminPassword());
    }

    @Test
    @Order(1)
    void explainsItsOptions() throws Exception {
        Path output = directory.resolve("usage.log");

        assertEquals(0, RunningStack.run(Duration.ofSeconds(20), output, "--help"));
        assertTrue(Files.readString(output).startsWith("Usage: "));
        assertEquals(2, RunningStack.run(Duration.ofSeconds(20), output, "--prot", "80"));
        assertTrue(Files.readString(output).startsWith("Unknown option: --prot"));
        assertEquals(2, RunningStack.run(Duration.ofSeconds(20), output, "--port", "web"));
    }

    @Test
    @Order(1)
    void describesItsApi() throws Exception {
        assertEquals(200, nobody.get("/docs/").statusCode());
        for (Service service : Service.values()) {
            JsonObject specification = json(nobody.get("/docs/openapi/" + service.id() + ".json"));

            assertEquals(
                    stack.url(),
                    specification.getJsonArray("servers").getJsonObject(0).getString("url"));
            assertFalse(specification.getJsonObject("paths").isEmpty());
        }
        assertEquals(404, nobody.get("/q/health").statusCode());
        assertEquals(200, nobody.get("/.well-known/jwks.json").statusCode());
    }

    @Test
    @Order(2)
    void takesAComplaintFromFilingToResolution() throws Exception {
        Person customer = register("grace", null);
        register("henry", "agent");

        JsonObject filed = json(customer.fileWithImages("The lamp flickers", "medium", 2));
        String complaint = path(filed);

        assertEquals(2, filed.getJsonArray("images").size());
        soon().until(() -> status(customer, complaint).equals("in_progress"));
        soon().until(() -> stack.mailTo("grace@example.org", "n progress").size() == 1);

        soon().untilAsserted(() -> json(admin.put(complaint + "/assignee", new JsonObject().put("assignee", "henry"))));
        Person agent = nobody.signIn("henry", PASSWORD);
        soon().untilAsserted(() -> json(agent.get(complaint)));
        json(agent.patch(
                complaint, new JsonObject().put("status", "resolved").put("resolution", "Replaced the bulb.")));

        assertEquals("Replaced the bulb.", json(customer.get(complaint)).getString("resolution"));
        soon().until(() -> stack.mailTo("grace@example.org", "esolved").size() == 1);
    }

    @Test
    @Order(2)
    void isOneTraceFromTheRequestToTheMail() throws Exception {
        TraceCollector traces =
                stack.traces().orElseThrow(() -> new TestAbortedException("This stack sends its spans elsewhere"));
        String trace = "6e0c63257de34c926f9efcd03927272e";
        Person customer = register("trace", null).inTrace("00-" + trace + "-b7ad6b7169203331-01");

        json(customer.fileWithImages("The clock is slow", "low", 0));

        soon().until(() -> stack.mailTo("trace@example.org", "n progress").size() == 1);
        soon().untilAsserted(() -> {
            List<String> done = traces.spans(trace).stream()
                    .map(span -> span.service() + ": " + span.name())
                    .distinct()
                    .toList();
            assertTrue(
                    done.containsAll(List.of(
                            "complaint-service: POST /api/complaints",
                            "complaint-service: complaint-events publish",
                            "escalation-service: complaint-events receive",
                            "escalation-service: complaint-requests publish",
                            "complaint-service: complaint-requests receive",
                            "escalation-service: send mail")),
                    done::toString);
        });
    }

    @Test
    @Order(3)
    void escalatesWhatEverybodyForgets() throws Exception {
        Person customer = register("iris", null);
        json(admin.put("/api/sla-policies/critical", new JsonObject().put("escalate_after", "PT3S")));

        String complaint = path(json(customer.fileWithImages("Smoke from the oven", "critical", 0)));

        soon().until(() -> status(customer, complaint).equals("escalated"));
        soon().until(() -> !stack.mailTo("iris@example.org", "scalated").isEmpty());
        soon().until(() ->
                !stack.mailTo("admin@localhost.localdomain", "scalated").isEmpty());
        json(admin.patch(complaint, new JsonObject().put("status", "resolved").put("resolution", "Collected it.")));
    }

    @Test
    @Order(4)
    void forgetsTheImagesOfADeletedComplaint() throws Exception {
        Person customer = register("jules", null);
        long before = stack.mediaFiles();
        JsonObject filed = json(customer.fileWithImages("Wrong colour", "low", 3));
        JsonArray images = filed.getJsonArray("images");
        String image = images.getJsonObject(0).getString("url").replaceFirst("^https?://[^/]+", "");
        assertEquals(200, customer.get(image).statusCode());
        assertTrue(stack.mediaFiles() > before);

        assertEquals(204, admin.delete(path(filed)).statusCode());

        assertEquals(404, customer.get(path(filed)).statusCode());
        assertEquals(404, customer.get(image).statusCode());
        soon().until(() -> stack.mediaFiles() == before);
    }

    @Test
    @Order(5)
    void startsAKilledServiceAgain() throws Exception {
        ProcessHandle killed = stack.service("complaint-service");
        assertTrue(killed.info().commandLine().orElse("").contains("complaint-service"));

        killed.destroyForcibly();

        Awaitility.await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> !stack.service(
                        "complaint-service")
                .equals(killed));
        soon().until(() -> admin.get("/api/complaints").statusCode() == 200);
    }

    @Test
    @Order(6)
    void leavesNothingRunningWhenItIsKilled() throws Exception {
        List<ProcessHandle> processes = stack.process().descendants().toList();

        stack.process().destroyForcibly().waitFor(5, TimeUnit.SECONDS);

        soon().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Person register(String username, String role) throws Exception {
        JsonObject account = new JsonObject()
                .put("username", username)
                .put("email", username + "@example.org")
                .put("password", PASSWORD)
                .put("first_name", username)
                .put("last_name", "Test");
        if (role == null) {
            json(nobody.post("/api/users", account));
        } else {
            json(admin.post("/api/users", account.put("role", role)));
        }
        return nobody.signIn(username, PASSWORD);
    }

    private static String path(JsonObject complaint) {
        return "/api/complaints/" + complaint.getInteger("id");
    }

    private static String status(Person person, String complaint) throws Exception {
        return json(person.get(complaint)).getString("status");
    }

    private static ConditionFactory soon() throws IOException {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}

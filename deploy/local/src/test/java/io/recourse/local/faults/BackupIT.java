package io.recourse.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.recourse.local.faults.Customer.Filed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What was backed up while complaints came in is all there in another stack, and goes on there. */
@Timeout(900)
class BackupIT {
    private Path directory;
    private RunningStack stack;

    @BeforeEach
    void start() throws Exception {
        directory = Files.createTempDirectory("recourse-backup-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        stack = RunningStack.start(
                Files.createDirectory(directory.resolve("first")).resolve("data"), Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
        new ProcessBuilder("rm", "-rf", directory.toString()).inheritIO().start();
    }

    @Test
    void whatWasBackedUpIsRestored() throws Exception {
        Person admin = admin(stack);
        Person.json(admin.put("/api/sla-policies/high", new JsonObject().put("escalate_after", "PT7H")));
        Customer customer = Customer.register(stack.url());
        Filed filed = customer.fileWithImage("With an image");
        assertEquals(201, filed.status());
        byte[] image = filed.image();
        Path backup = directory.resolve("backup.tar.gz");
        Set<String> acknowledged;
        Map<Long, JsonObject> quiet;
        Map<Long, JsonObject> deadlines;
        List<Customer> customers = List.of(Customer.register(stack.url()), Customer.register(stack.url()));
        try (Load load = Load.start(List.of(customer), 5)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> load.since(0).size() > 20);
            load.finish();
            Audit.of(stack, load, 0, Set.of("With an image"));
        }
        quiet = complaints(admin);
        deadlines = deadlines(admin, quiet.keySet());
        try (Load load = Load.start(customers, 10)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            load.since(0).stream().filter(Load.Attempt::created).count() > 30);
            acknowledged = load.titles().stream()
                    .filter(title -> !load.acknowledged(title).isEmpty())
                    .collect(Collectors.toSet());

            assertEquals(0, run("backup", "--data", stack.data().toString(), backup.toString()));

            System.out.println(Audit.of(stack, load, 0));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));

        Path second = Files.createDirectory(directory.resolve("second")).resolve("data");
        Files.setPosixFilePermissions(second.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        assertEquals(0, run("restore", "--data", second.toString(), backup.toString()));
        assertEquals(1, run("restore", "--data", second.toString(), backup.toString()));
        // The first one goes on meanwhile: nothing of the second may take it for a leftover of its own.
        try (RunningStack restored = RunningStack.start(second, Map.of())) {
            Person again = admin(restored);
            Map<Long, JsonObject> all = complaints(again);
            quiet.forEach((id, complaint) -> assertEquals(complaint, all.get(id)));
            assertEquals(deadlines, deadlines(again, quiet.keySet()));
            Set<String> titles =
                    all.values().stream().map(one -> one.getString("title")).collect(Collectors.toSet());
            assertTrue(titles.containsAll(acknowledged));
            for (long id : all.keySet()) {
                assertTrue(Person.json(again.get("/api/complaints/%d/history/verify".formatted(id)))
                        .getBoolean("valid"));
            }
            // The same person, with the password and even with the session of before.
            assertArrayEquals(image, new Filed(customer.at(restored.url()), 201, false, filed.body()).image());
            customer.signIn(restored.url());
            assertEquals("PT7H", policies(again).get("high"), "the policy that was changed");
            // What was under way then is finished.
            Awaitility.await("what was under way")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> complaints(again).values().stream()
                            .allMatch(one -> one.getString("status").equals("in_progress")));
            // And there is more of it.
            List<Customer> there = List.of(Customer.register(restored.url()));
            try (Load load = Load.start(there, 5)) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> load.since(0).stream()
                                        .filter(Load.Attempt::created)
                                        .count()
                                > 10);
                System.out.println(Audit.of(restored, load, 0));
            }
        }
        assertEquals(200, admin.get("/api/complaints").statusCode());
    }

    private int run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                RunningStack.ROOT.resolve("deploy/local").resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), script + " does not end");
        return process.exitValue();
    }

    private static Person admin(RunningStack stack) throws Exception {
        return Person.nobody(stack.url()).signIn("admin", stack.adminPassword());
    }

    private static Map<String, String> policies(Person admin) throws Exception {
        Map<String, String> escalateAfter = new TreeMap<>();
        JsonArray policies = Person.json(admin.get("/api/sla-policies")).getJsonArray("items");
        for (int i = 0; i < policies.size(); i++) {
            JsonObject policy = policies.getJsonObject(i);
            escalateAfter.put(policy.getString("priority"), policy.getString("escalate_after"));
        }
        return escalateAfter;
    }

    private static Map<Long, JsonObject> complaints(Person admin) throws Exception {
        Map<Long, JsonObject> complaints = new TreeMap<>();
        String cursor = null;
        do {
            JsonObject page =
                    Person.json(admin.get("/api/complaints?limit=100" + (cursor == null ? "" : "&cursor=" + cursor)));
            JsonArray items = page.getJsonArray("items");
            for (int i = 0; i < items.size(); i++) {
                complaints.put(items.getJsonObject(i).getLong("id"), items.getJsonObject(i));
            }
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        return complaints;
    }

    private static Map<Long, JsonObject> deadlines(Person admin, Set<Long> ids) throws Exception {
        Map<Long, JsonObject> deadlines = new TreeMap<>();
        for (long id : ids) {
            deadlines.put(id, Person.json(admin.get("/api/sla/" + id)));
        }
        return deadlines;
    }
}

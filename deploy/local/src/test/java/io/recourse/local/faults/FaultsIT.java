package io.recourse.local.faults;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.recourse.embedded.FreePort;
import io.recourse.embedded.MailCatcher;
import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.recourse.local.faults.Customer.Filed;
import io.recourse.local.faults.Load.Attempt;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What breaks while complaints come in, and that everything adds up afterwards. With every build for seconds; at full
 * length by {@code deploy/local/faults}.
 */
@Timeout(900)
class FaultsIT {
    private static final boolean LONG = System.getProperty("recourse.faults.for") != null;
    private static final int PER_SECOND = Integer.getInteger("recourse.faults.per-second", 10);

    /** What is promised, on a machine that does nothing else. */
    private static final Duration CREATION = LONG ? Duration.ofSeconds(1) : Duration.ofSeconds(5);

    private static final Duration REFUSAL = LONG ? Duration.ofSeconds(2) : Duration.ofSeconds(5);
    private static final Duration RECOVERY = LONG ? Duration.ofSeconds(5) : Duration.ofSeconds(30);

    private static Path directory;
    private static RunningStack stack;
    private static Servers servers;
    private static MailCatcher mails;
    private static int mailPort;

    private Load load;
    private int levels;

    @BeforeAll
    @Timeout(900)
    static void start() throws Exception {
        directory = Files.createTempDirectory("recourse-faults-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        mailPort = FreePort.find();
        mails = MailCatcher.start(directory.resolve("mail"), mailPort);
        if (!LONG) {
            // As the other end-to-end tests do, so that whatever is killed is soon back; the script has done so
            // already.
            RunningStack.run(Duration.ofMinutes(12), directory.resolve("prepare.log"), "--prepare");
        }
        stack = RunningStack.start(
                directory.resolve("data"),
                Map.of(
                        "quarkus.mailer.host", "127.0.0.1",
                        "quarkus.mailer.port", Integer.toString(mailPort),
                        "recourse.token.lifetime", "PT4H"));
        servers = new Servers(stack);
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
        mails.close();
        new ProcessBuilder("rm", "-rf", directory.toString()).inheritIO().start();
    }

    @BeforeEach
    void beginToFile() throws Exception {
        levels = 0;
        load = Load.start(customers(3), PER_SECOND);
        awaitCreations(5);
    }

    @AfterEach
    void everythingAddsUp(TestInfo test) {
        try (Load ending = load) {
            report(test.getDisplayName() + ": " + Audit.of(stack, ending, levels));
        }
    }

    @Test
    @Timeout(value = 25, unit = TimeUnit.HOURS)
    void nothingIsLostWhenProcessesAreKilled() {
        for (String name : LONG ? Servers.ALL : Servers.ALL.subList(0, 4)) {
            servers.kill(name);
            awaitCreations(PER_SECOND);
        }
        long end = System.nanoTime()
                + Duration.parse(System.getProperty("recourse.faults.for", "PT0S"))
                        .toNanos();
        Random random = new Random(42);
        while (System.nanoTime() < end) {
            servers.kill(Servers.ALL.get(random.nextInt(Servers.ALL.size())));
            awaitCreations(random.nextInt(1, 5 * PER_SECOND));
        }
    }

    @Test
    @AtLength
    void complaintsAreFiledWhileKafkaHangs() {
        long stopped = System.nanoTime();
        servers.whileStopped(Servers.KAFKA, () -> awaitTime(LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(8)));
        List<Attempt> meanwhile = load.since(stopped);
        assertEquals(
                List.of(),
                meanwhile.stream().filter(attempt -> !attempt.created()).toList());
        assertQuick(CREATION, meanwhile);
    }

    @Test
    void saysSoWhileTheDatabaseHangs() {
        servers.whileStopped(Servers.POSTGRES, () -> {
            long stopped = System.nanoTime();
            awaitTime(LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(8));
            List<Attempt> meanwhile = load.since(stopped);
            assertTrue(meanwhile.stream().anyMatch(Attempt::refusedProperly), "nobody was refused");
            assertEquals(
                    List.of(),
                    meanwhile.stream()
                            .filter(attempt -> !attempt.refusedProperly())
                            .toList());
            assertQuick(REFUSAL, meanwhile);
        });
        awaitRecovery();
    }

    @Test
    @AtLength
    void saysSoWhileTheDatabaseIsGone() {
        long killed = System.nanoTime();
        long end = killed + (LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(5)).toNanos();
        while (System.nanoTime() < end) {
            servers.kill(Servers.POSTGRES);
        }
        awaitRecovery();
        List<Attempt> meanwhile = load.since(killed);
        assertTrue(meanwhile.stream().anyMatch(Attempt::refusedProperly), "nobody was refused");
        assertEquals(
                List.of(),
                meanwhile.stream()
                        .filter(attempt -> !attempt.refusedProperly() && !attempt.created())
                        .toList());
        assertQuick(REFUSAL, meanwhile);
    }

    @Test
    @AtLength
    void mailsWaitForTheirServer() {
        mails.close();
        awaitTime(LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(5));
        mails = MailCatcher.start(directory.resolve("mail"), mailPort);
    }

    @Test
    void hostileMessagesChangeNothing() throws Exception {
        awaitCreations(2 * PER_SECOND);

        HostileMessages messages = new HostileMessages(servers.bootstrapServers());
        messages.repeatInReverse("complaint-events", "complaint-requests", "identity-events");
        messages.poison("complaint-events", "complaint-requests", "identity-events");

        awaitCreations(PER_SECOND);
        for (String service : List.of("complaint", "escalation", "classifier", "identity")) {
            Awaitility.await("dead letters of " + service)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !new Topic(servers.bootstrapServers(), service + "-dead-letters")
                            .read()
                            .isEmpty());
        }
    }

    @Test
    @AtLength
    void aFullDiskOfImagesLosesNothing() throws Exception {
        Customer customer = Customer.register(stack.url());
        byte[] image = customer.fileWithImage("Before").image();
        Filed before = customer.fileWithImage("Before");
        try (FullDisk full = FullDisk.at(stack.data().resolve("media"))) {
            Filed refused = customer.fileWithImage("While " + full);

            assertEquals(503, refused.status());
            assertTrue(refused.saysWhenToRetry());
            assertEquals(List.of("Before", "Before"), customer.titles());
            awaitCreations(PER_SECOND);
        }
        assertEquals(201, customer.fileWithImage("After").status());
        assertArrayEquals(image, before.image());
    }

    @Test
    @AtLength
    @EnabledOnOs(OS.LINUX)
    void replicasTakeOver() throws Exception {
        closeLoad();
        levels = 3;
        Person.json(admin().put("/api/sla-policies/critical", new JsonObject().put("escalate_after", "PT3S")));
        try (Replicas replicas = Replicas.start(servers, directory, Map.of())) {
            List<Customer> customers = new ArrayList<>(customers(2));
            for (Customer customer : customers(2)) {
                customers.add(customer.at(replicas.of(Servers.COMPLAINT).url()));
            }
            load = Load.start(customers, PER_SECOND, "critical", 1);
            for (String name : replicas.names()) {
                awaitCreations(PER_SECOND);
                servers.kill(name);
                awaitCreations(PER_SECOND);
                replicas.of(name).kill();
                awaitCreations(PER_SECOND / 2);
                replicas.of(name).start();
            }
            report(Audit.of(stack, load, levels));
        }
    }

    @Test
    @AtLength
    @EnabledOnOs(OS.LINUX)
    void aReplicaThatIsCutOffFromTheDatabaseHoldsUpNobody() throws Exception {
        int postgres = Integer.parseInt(servers.environment(Servers.COMPLAINT).get("RECOURSE_DATABASE_PORT"));
        try (StallingProxy proxy = new StallingProxy(postgres);
                Replica replica = new Replica(
                        servers,
                        directory,
                        Servers.COMPLAINT,
                        Map.of("RECOURSE_DATABASE_PORT", Integer.toString(proxy.port())))) {
            replica.start();
            Customer there = Customer.register(stack.url()).at(replica.url());
            try (Load cutOff = Load.start(List.of(there), PER_SECOND)) {
                awaitCreations(cutOff, PER_SECOND);
                long stalled = System.nanoTime();
                proxy.stall();
                awaitTime(LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(6));
                List<Attempt> meanwhile = cutOff.since(stalled);
                // What was filed since is acknowledged: the relay is not where the connection stands still.
                String title = load.titles().stream().sorted().toList().getLast();
                Awaitility.await("events to go on")
                        .atMost(Duration.ofSeconds(90))
                        .ignoreExceptions()
                        .until(() -> Person.json(admin().get("/api/complaints?search="
                                        + URLEncoder.encode(title, StandardCharsets.UTF_8)))
                                .getJsonArray("items")
                                .getJsonObject(0)
                                .getString("status")
                                .equals("in_progress"));
                proxy.pass();
                assertTrue(meanwhile.stream().anyMatch(Attempt::refusedProperly), "nobody was refused");
                assertEquals(
                        List.of(),
                        meanwhile.stream()
                                .filter(attempt -> !attempt.refusedProperly())
                                .toList());
                assertQuick(REFUSAL, meanwhile);
                awaitRecovery(cutOff);
                Load finished = cutOff.finish();
                report(Audit.of(stack, finished, 0));
            }
        }
    }

    private static List<Customer> customers(int count) throws Exception {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            customers.add(Customer.register(stack.url()));
        }
        return customers;
    }

    private static Person admin() throws Exception {
        return Person.nobody(stack.url()).signIn("admin", stack.adminPassword());
    }

    private void closeLoad() {
        load.finish();
        load.close();
    }

    private void awaitRecovery() {
        awaitRecovery(load);
    }

    private static void awaitRecovery(Load load) {
        long back = System.nanoTime();
        Awaitility.await("a creation")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> load.since(back).stream().anyMatch(Attempt::created));
        report("works again after %d ms"
                .formatted(Duration.ofNanos(System.nanoTime() - back).toMillis()));
    }

    /** Waits until that many more complaints are filed. */
    private void awaitCreations(int count) {
        awaitCreations(load, count);
    }

    private static void awaitCreations(Load load, int count) {
        long begin = System.nanoTime();
        Awaitility.await(count + " creations")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> load.since(begin).stream().filter(Attempt::created).count() >= count);
    }

    /** The length of an outage is what is tested. */
    private static void awaitTime(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(time.plusMinutes(1)).until(() -> System.nanoTime() >= end);
    }

    private static void assertQuick(Duration limit, List<Attempt> attempts) {
        assertEquals(
                List.of(),
                attempts.stream()
                        .filter(attempt -> attempt.took().compareTo(limit) > 0)
                        .toList());
        report("the slowest of %d answers took %d ms"
                .formatted(
                        attempts.size(),
                        attempts.stream()
                                .mapToLong(attempt -> attempt.took().toMillis())
                                .max()
                                .orElse(0)));
    }

    private static void report(String line) {
        System.out.println(line);
    }
}

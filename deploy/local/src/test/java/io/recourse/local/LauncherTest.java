package io.recourse.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.recourse.embedded.FreePort;
import io.recourse.embedded.Signal;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The launcher with stand-ins for the services, but with the real PostgreSQL and Kafka. */
class LauncherTest {
    private Path directory;
    private Path data;

    @BeforeEach
    void installServices() throws IOException {
        directory = Files.createTempDirectory("recourse-launcher-test-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        data = directory.resolve("the data");
        StandInService.installAll(directory);
    }

    @AfterEach
    void deleteDirectory() throws Exception {
        new ProcessBuilder("rm", "-rf", directory.toString()).start().waitFor();
    }

    @Test
    void tellsTheServicesWhereEverythingIsAndStopsEverythingWhenAsked() throws Exception {
        RunningLauncher launcher = start().awaitReady();
        String variables = launcher.get("/api/users").body();
        List<ProcessHandle> processes = launcher.descendants();

        launcher.close();

        for (String name : List.of(
                "RECOURSE_DATABASE_PORT=",
                "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:",
                "QUARKUS_MAILER_PORT=",
                "RECOURSE_ESCALATION_URL=http://127.0.0.1:",
                "RECOURSE_ADMIN_PASSWORD=",
                "RECOURSE_PUBLIC_URL=http://localhost:" + launcher.port)) {
            assertTrue(variables.contains(name), name);
        }
        awaitSoon().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        assertTrue(launcher.output().contains("Stopped"));
    }

    @Test
    void keepsTheAdminsPasswordFromRunToRun() throws Exception {
        String first;
        try (RunningLauncher launcher = start().awaitReady()) {
            first = signIn(launcher);
        }
        try (RunningLauncher launcher = start().awaitReady()) {
            assertEquals(first, signIn(launcher));
        }
        Path secret = data.resolve("secrets/admin-password");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        try (RunningLauncher launcher = start("--fresh").awaitReady()) {
            assertNotEquals(first, signIn(launcher));
        }
    }

    @Test
    void startsThoseServicesAloneThatAreAskedFor() throws Exception {
        try (RunningLauncher launcher = start("--only", "complaint,identity").awaitReady();
                Stream<Path> notes = Files.list(data.resolve("run"))) {
            assertEquals(200, launcher.get("/api/users").statusCode());
            assertEquals(
                    Set.of("complaint-service", "identity-service"),
                    notes.map(note -> note.getFileName().toString())
                            .filter(name -> name.endsWith("-service"))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void startsWhatWasKilledAgain() throws Exception {
        try (RunningLauncher launcher = start().awaitReady()) {
            for (String path : List.of("/api/users", "/api/complaints", "/api/sla", "/api/classify")) {
                long pid = launcher.pidBehind(path);

                ProcessHandle.of(pid).orElseThrow().destroyForcibly();

                awaitSoon().ignoreExceptions().until(() -> launcher.pidBehind(path) != pid);
            }
            long kafka = pid("Kafka");
            long postgres = pid("PostgreSQL");

            Signal.KILL.send(kafka);
            Signal.KILL.send(postgres);

            awaitSoon().ignoreExceptions().until(() -> pid("Kafka") != kafka && pid("PostgreSQL") != postgres);
            awaitSoon().ignoreExceptions().until(() -> Files.readString(data.resolve("run/kafka-ready"))
                    .equals(Long.toString(pid("Kafka"))));
            awaitSoon().ignoreExceptions().until(() -> Files.readString(data.resolve("postgres/postmaster.pid"))
                    .contains("ready"));
        }
    }

    @Test
    void leavesNothingRunningWhenItIsKilled() throws Exception {
        RunningLauncher launcher = start().awaitReady();
        List<ProcessHandle> processes = launcher.descendants();
        assertTrue(processes.size() > 6, processes.toString());

        launcher.process().destroyForcibly();

        awaitSoon().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void startsAgainAtOnceAfterItWasKilled() throws Exception {
        start().awaitReady().process().destroyForcibly().waitFor();

        try (RunningLauncher launcher = start().awaitReady()) {
            assertEquals(200, launcher.get("/api/users").statusCode());
        }
    }

    @Test
    void saysInOneSentenceThatItsDataAreInUse() throws Exception {
        try (RunningLauncher first = start().awaitReady()) {
            RunningLauncher second = start();

            assertEquals(1, second.awaitEnd());
            assertTrue(second.output().startsWith("Another Recourse is running"), second.output());
            assertEquals(1, second.output().lines().count(), second.output());
            assertEquals(200, first.get("/api/users").statusCode());
        }
    }

    @Test
    void saysInOneSentenceThatItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            RunningLauncher launcher = RunningLauncher.start(directory, data, taken.getLocalPort());

            assertEquals(1, launcher.awaitEnd());
            assertTrue(launcher.output().startsWith("Port " + taken.getLocalPort() + " is taken"), launcher.output());
        }
    }

    @Test
    void wipesNoDirectoryOfSomebodyElse() throws Exception {
        Path precious = Files.createDirectories(data).resolve("precious");
        Files.writeString(precious, "do not delete");

        RunningLauncher launcher = start("--fresh");

        assertEquals(1, launcher.awaitEnd());
        assertTrue(launcher.output().contains("holds no data of Recourse"), launcher.output());
        assertTrue(Files.exists(precious));
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("recourse-data"), "recourse data 99\n");

        RunningLauncher launcher = start();

        assertEquals(1, launcher.awaitEnd());
        assertTrue(launcher.output().contains("another version of Recourse"), launcher.output());
    }

    @Test
    void runsNativeExecutablesWithoutAnyJar() throws Exception {
        StandInService.installExecutables(directory);

        try (RunningLauncher launcher = start("--native").awaitReady()) {
            assertEquals(200, launcher.get("/api/users").statusCode());
            assertEquals(200, launcher.get("/api/classify").statusCode());
        }
    }

    @Test
    void saysHowToBuildTheExecutableThatIsMissing() throws Exception {
        StandInService.installExecutables(directory);
        Files.delete(Service.COMPLAINT.executable(directory).orElseThrow());

        RunningLauncher launcher = start("--native");

        assertEquals(1, launcher.awaitEnd());
        assertTrue(launcher.output().contains("There is no native executable of complaint-service"), launcher.output());
        assertTrue(launcher.output().contains("-Dnative"), launcher.output());
    }

    @Test
    void namesTheLogOfAServiceThatDoesNotStart() throws Exception {
        Files.writeString(Service.ESCALATION.jar(directory), "not a jar");

        RunningLauncher launcher = start();

        assertEquals(1, launcher.awaitEnd());
        assertTrue(launcher.output().contains("logs/escalation-service.log"), launcher.output());
    }

    private RunningLauncher start(String... flags) throws IOException {
        return RunningLauncher.start(directory, data, FreePort.find(), flags);
    }

    private static String signIn(RunningLauncher launcher) {
        return launcher.output()
                .lines()
                .filter(line -> line.contains("sign in as"))
                .findFirst()
                .orElseThrow();
    }

    private long pid(String name) throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run").resolve(name)).split(" ")[0]);
    }

    private static ConditionFactory awaitSoon() {
        return Awaitility.await().atMost(Duration.ofSeconds(15));
    }
}

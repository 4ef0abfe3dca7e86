package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** PostgreSQL, Kafka and the mail catcher of one test JVM: started once, ended with it. */
final class TestServers {
    private static final Map<String, String> CONFIGURATION = new LinkedHashMap<>();
    private static final List<Logger> QUIET = List.of("org.apache.kafka", "kafka", "state", "com.icegreen").stream()
            .map(Logger::getLogger)
            .toList();

    private TestServers() {}

    /** Starts the servers at the first call, and returns what a service has to know of them. */
    static synchronized Map<String, String> configuration() {
        if (CONFIGURATION.isEmpty()) {
            QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
            CONFIGURATION.putAll(startServers());
        }
        return Map.copyOf(CONFIGURATION);
    }

    private static Map<String, String> startServers() {
        Path directory = temporaryDirectory();
        ParentWatch watch = ParentWatch.start();
        watch.deleteAtEnd(directory);

        int postgresPort = FreePort.find();
        CompletableFuture<Void> postgres =
                CompletableFuture.runAsync(() -> startPostgres(directory, postgresPort, watch));
        KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"), FreePort.find());
        MailCatcher mail = MailCatcher.start(directory.resolve("mail"), 0);
        postgres.join();

        return Map.of(
                "recourse.database.host", "127.0.0.1",
                "recourse.database.port", Integer.toString(postgresPort),
                "recourse.database.password", "trusted",
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(mail.port()),
                "recourse.test.mail-directory", mail.directory().toString());
    }

    private static void startPostgres(Path directory, int port, ParentWatch watch) {
        PostgresCluster cluster = PostgresCluster.open(directory.resolve("postgres"), Optional.empty());
        Path log = directory.resolve("postgres.log");
        Process server = cluster.start(port, PostgresCluster.Durability.VOLATILE, log);
        watch.watch(server.pid(), Signal.QUIT);
        while (!cluster.isReady(server)) {
            if (!server.isAlive()) {
                throw new EmbeddedServerException("PostgreSQL has ended at once: " + read(log));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while PostgreSQL was starting", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            // PostgreSQL, should it run as another user, must be able to pass through.
            return Files.createTempDirectory(
                    "recourse-test-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log";
        }
    }
}

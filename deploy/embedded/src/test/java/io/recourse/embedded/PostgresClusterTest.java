package io.recourse.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PostgresClusterTest {
    private static final String PASSWORD = "it's a secret";

    private final ParentWatch watch = ParentWatch.start();
    private final int port = FreePort.find();
    private Path directory;

    @BeforeEach
    void makeDirectory() throws Exception {
        directory = Files.createTempDirectory("recourse-cluster-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        watch.deleteAtEnd(directory);
    }

    @AfterEach
    void endServers() {
        watch.close();
    }

    @Test
    void asksForThePassword() throws Exception {
        start(open());

        assertEquals("on", show("fsync", PASSWORD));
        assertThrows(SQLException.class, () -> show("fsync", "wrong"));
    }

    @Test
    void startsAgainAfterTheServerWasKilled() throws Exception {
        Process killed = start(open());
        execute("create table kept (id int)");
        killed.destroyForcibly().waitFor();

        Process next = start(open());

        execute("drop table kept");
        PostgresCluster.stop(next, Duration.ofSeconds(5));
        assertEquals(0, next.exitValue());
    }

    @Test
    void endsAServerThatItsOwnerLeftRunning() throws Exception {
        Process orphan = start(open());

        Process next = start(open());

        assertTrue(next.isAlive());
        Awaitility.await().until(() -> !orphan.isAlive());
    }

    @Test
    void startsAlthoughAnotherProcessHasTheNumberOfTheOneKilled() throws Exception {
        PostgresCluster cluster = open();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory + "\n");

        Process server = start(cluster);

        assertTrue(server.isAlive());
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        open();
        Files.writeString(directory.resolve("data/PG_VERSION"), "16\n");

        var refusal = assertThrows(EmbeddedServerException.class, this::open);

        assertTrue(refusal.getMessage().contains("written by PostgreSQL 16"), refusal.getMessage());
    }

    private PostgresCluster open() {
        return PostgresCluster.open(directory.resolve("data"), Optional.of(PASSWORD));
    }

    private Process start(PostgresCluster cluster) {
        Process server = cluster.start(port, PostgresCluster.Durability.DURABLE, directory.resolve("log"));
        watch.watch(server.pid(), Signal.QUIT);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> cluster.isReady(server));
        return server;
    }

    private String show(String setting, String password) throws SQLException {
        try (Connection connection = connect(password);
                var rows = connection.createStatement().executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(PASSWORD)) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connect(String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/complaint", "complaint", password);
    }
}

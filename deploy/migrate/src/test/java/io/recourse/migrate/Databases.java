package io.recourse.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.recourse.embedded.FreePort;
import io.recourse.embedded.ParentWatch;
import io.recourse.embedded.PostgresCluster;
import io.recourse.embedded.Signal;

/** A PostgreSQL with the tables of identity and complaint. */
final class Databases implements AutoCloseable {

    private static final Path ROOT = Path.of("..", "..");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = FreePort.find();
    private final Process server;

    Databases() throws IOException, SQLException, InterruptedException {
        Path directory = Files.createTempDirectory("recourse-migrate-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        ParentWatch watch = ParentWatch.start();
        watch.deleteAtEnd(directory);
        PostgresCluster cluster = PostgresCluster.open(directory.resolve("postgres"), Optional.empty());
        server = cluster.start(port, PostgresCluster.Durability.VOLATILE, directory.resolve("postgres.log"));
        watch.watch(server.pid(), Signal.QUIT);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!cluster.isReady(server)) {
            if (System.nanoTime() > deadline || server.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(directory.resolve("postgres.log")));
            }
        }
        for (String name : List.of("identity", "complaint")) {
            try (Connection database = DriverManager.getConnection(url(name));
                    Statement statement = database.createStatement()) {
                for (Path migration : migrations(name)) {
                    statement.execute(Files.readString(migration));
                }
            }
        }
    }

    String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name + "?user=" + name;
    }

    /** What a query gives first. */
    String ask(String name, String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection(url(name));
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static List<Path> migrations(String name) throws IOException {
        Comparator<Path> byVersion = Comparator.comparingDouble(path -> Double.parseDouble(
                path.getFileName().toString().substring(1).split("__")[0].replace('_', '.')));
        try (Stream<Path> platform = Files.list(ROOT.resolve("platform/src/main/resources/db/platform"));
                Stream<Path> own = Files.list(ROOT.resolve(name + "-service/src/main/resources/db/migration"))) {
            return Stream.concat(platform.sorted(byVersion), own.sorted(byVersion))
                    .toList();
        }
    }

    @Override
    public void close() {
        PostgresCluster.stop(server, PATIENCE);
    }
}

package io.recourse.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * A PostgreSQL data directory in which each service has a database and a role of its own name.
 *
 * <p>A new one is a copy of a template in the cache, because {@code initdb} takes seconds and the copy a fraction.
 */
public final class PostgresCluster {
    /** The services; each owns the database of its name. */
    public static final List<String> DATABASES = List.of("identity", "complaint", "escalation", "classifier");

    /** What a crash may cost: nothing, or everything but time. */
    public enum Durability {
        DURABLE,
        /** For tests: two to three times as fast, and gone with the machine. */
        VOLATILE
    }

    private static final String SUPERUSER = "postgres";
    // The builtin provider knows the case of all letters and sorts the same on every machine.
    private static final List<String> INITDB = List.of(
            "--username=" + SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
            "--no-instructions");

    /**
     * What a connection has used for a statement it keeps for the next one, in bytes. By default glibc gives all that is
     * over 128 KiB back to the system after each statement, and takes it again: a third of the CPU time of a list.
     */
    private static final Map<String, String> KEEP_MEMORY =
            Map.of("MALLOC_TRIM_THRESHOLD_", "1048576", "MALLOC_TOP_PAD_", "262144");

    private final PostgresBinaries binaries;
    private final Path directory;
    private final PostgresUser user = PostgresUser.detected();

    private PostgresCluster(PostgresBinaries binaries, Path directory) {
        this.binaries = binaries;
        this.directory = directory;
    }

    /**
     * Opens a data directory, or makes it if it does not exist.
     *
     * @param password of all roles of a new directory; without one, everybody on this machine may connect
     * @throws EmbeddedServerException when another major version of PostgreSQL has written the directory
     */
    public static PostgresCluster open(Path directory, Optional<String> password) {
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        PostgresCluster cluster = new PostgresCluster(binaries, directory);
        if (Files.exists(directory.resolve("PG_VERSION"))) {
            cluster.requireSameVersion();
            cluster.user.own(directory);
            cluster.endLeftovers();
        } else {
            Path template = template(binaries);
            // Complete or absent, should we be killed in between.
            Cache.createOnce(directory, partial -> new PostgresCluster(binaries, partial).fill(template, password));
        }
        return cluster;
    }

    /**
     * Starts the server on 127.0.0.1.
     *
     * @param log receives the server's messages, appended
     */
    public Process start(int port, Durability durability, Path log) {
        endLeftovers();
        List<String> command = new ArrayList<>(user.prefix);
        command.addAll(List.of(binaries.executable("postgres"), "-D", directory.toString()));
        settings(port, durability).forEach(setting -> command.addAll(List.of("-c", setting)));
        ProcessBuilder server = new ProcessBuilder(Session.detached(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        KEEP_MEMORY.forEach(server.environment()::putIfAbsent);
        try {
            return server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether the server takes connections: it writes so into its lock file, which saves a client here. */
    public boolean isReady(Process server) {
        List<String> lock = lockFile();
        return lock.size() >= 8
                && lock.getFirst().strip().equals(Long.toString(server.pid()))
                && lock.get(7).strip().equals("ready");
    }

    /** Ends the server without waiting for its clients to leave; kills it when that takes longer than the limit. */
    public static void stop(Process server, Duration limit) {
        Signal.INT.send(server.pid());
        try {
            if (!server.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Signal.QUIT.send(server.pid());
                if (!server.waitFor(2, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> settings(int port, Durability durability) {
        String onOff = durability == Durability.DURABLE ? "on" : "off";
        return List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "timezone=UTC",
                // What it reads is in the system's memory: to have others read it takes twice as long, and processes.
                "io_method=sync",
                "log_timezone=UTC",
                "fsync=" + onOff,
                "synchronous_commit=" + onOff,
                "full_page_writes=" + onOff);
    }

    private static Path template(PostgresBinaries binaries) {
        CRC32 recipe = new CRC32();
        recipe.update((INITDB + sql()).getBytes(StandardCharsets.UTF_8));
        String name = binaries.fingerprint() + "-data-" + HexFormat.of().toHexDigits((int) recipe.getValue());
        Path template = Cache.directory().resolve(name);
        Cache.createOnce(template, partial -> new PostgresCluster(binaries, partial).initialise());
        return template;
    }

    private void initialise() {
        user.own(directory);
        List<String> command = new ArrayList<>(user.prefix);
        command.addAll(List.of(binaries.executable("initdb"), "--pgdata=" + directory));
        command.addAll(INITDB);
        Command.run(command, "");
        execute(sql());
    }

    /** One statement a line: the single-user mode takes a line for a statement. */
    private static String sql() {
        StringBuilder sql = new StringBuilder();
        for (String name : DATABASES) {
            sql.append("CREATE ROLE ").append(name).append(" LOGIN\n");
            sql.append("CREATE DATABASE ")
                    .append(name)
                    .append(" OWNER ")
                    .append(name)
                    .append('\n');
            sql.append("REVOKE ALL ON DATABASE ").append(name).append(" FROM PUBLIC\n");
        }
        return sql.toString();
    }

    private void fill(Path template, Optional<String> password) {
        Command.run("cp", "-R", template + "/.", directory.toString());
        Command.run("chmod", "700", directory.toString());
        user.own(directory);
        password.ifPresent(this::requirePassword);
    }

    private void requirePassword(String password) {
        StringBuilder sql = new StringBuilder();
        for (String role : Command.concat(List.of(SUPERUSER), DATABASES)) {
            sql.append("ALTER ROLE ").append(role).append(" PASSWORD '");
            sql.append(password.replace("'", "''")).append("'\n");
        }
        execute(sql.toString());
        try {
            Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        List<String> command = new ArrayList<>(user.prefix);
        command.addAll(List.of(binaries.executable("postgres"), "--single", "-j", "-F", "-D", directory.toString()));
        command.add("postgres");
        Command.run(command, sql.replace("\n", ";\n\n"));
    }

    private void requireSameVersion() {
        try {
            String written = Files.readString(directory.resolve("PG_VERSION")).strip();
            int ours = binaries.majorVersion();
            if (!written.equals(Integer.toString(ours))) {
                throw new EmbeddedServerException("The data in " + directory + " was written by PostgreSQL " + written
                        + ", but this is PostgreSQL " + ours + ": export it with the old version or start afresh.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that was killed leaves its lock file, and one whose owner was killed may even still run. */
    private void endLeftovers() {
        lockFile().stream()
                .findFirst()
                .map(String::strip)
                .flatMap(PostgresCluster::process)
                .ifPresent(leftover -> {
                    if (leftover.info().command().orElse("").equals(binaries.executable("postgres"))) {
                        Signal.QUIT.send(leftover.pid());
                        leftover.onExit()
                                .orTimeout(5, TimeUnit.SECONDS)
                                .exceptionally(late -> leftover)
                                .join();
                        leftover.destroyForcibly();
                    } else {
                        deleteLockFile();
                    }
                });
    }

    private static Optional<ProcessHandle> process(String pid) {
        return pid.matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    private List<String> lockFile() {
        try {
            return Arrays.asList(
                    Files.readString(directory.resolve("postmaster.pid")).split("\n"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private void deleteLockFile() {
        try {
            Files.deleteIfExists(directory.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

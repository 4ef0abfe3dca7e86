package io.recourse.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.recourse.embedded.Signal;
import io.recourse.local.RunningStack;
import org.awaitility.Awaitility;

/** The processes of a stack, by the names that {@code up} gives them, and what may happen to them. */
final class Servers {
    static final String KAFKA = "Kafka";
    static final String POSTGRES = "PostgreSQL";
    static final String IDENTITY = "identity-service";
    static final String COMPLAINT = "complaint-service";
    static final String ESCALATION = "escalation-service";
    static final String CLASSIFIER = "classifier-service";
    static final List<String> ALL = List.of(COMPLAINT, KAFKA, ESCALATION, POSTGRES, CLASSIFIER, IDENTITY);

    private final RunningStack stack;

    Servers(RunningStack stack) {
        this.stack = stack;
    }

    /** Ends it as a crash does, and returns when another process has taken its place. */
    void kill(String name) {
        ProcessHandle killed = process(name);
        Signal.KILL.send(killed.pid());
        Awaitility.await(name + " to be started again")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> !process(name).equals(killed) && process(name).isAlive());
    }

    /** Does something while it does nothing, although its connections stand. */
    void whileStopped(String name, Runnable action) {
        ProcessHandle process = process(name);
        // The parent first, or it would begin others meanwhile.
        Signal.STOP.send(process.pid());
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(one -> Signal.STOP.send(one.pid()));
        try {
            action.run();
        } finally {
            all.forEach(one -> Signal.CONT.send(one.pid()));
        }
    }

    ProcessHandle process(String name) {
        try {
            return stack.processOf(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that a service was started with. */
    Map<String, String> environment(String name) {
        try {
            Map<String, String> variables = new HashMap<>();
            Path file = Path.of("/proc/" + process(name).pid() + "/environ");
            for (String variable : Files.readString(file).split("\0")) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    variables.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line that a service was started with. */
    List<String> command(String name) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process(name).pid() + "/cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bootstrapServers() {
        return environment(COMPLAINT).get("KAFKA_BOOTSTRAP_SERVERS");
    }
}

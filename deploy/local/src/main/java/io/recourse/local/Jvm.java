package io.recourse.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.recourse.embedded.Session;

/** How the JVMs of the stack are started and ended. */
final class Jvm {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // The heap grows with what is in it, not with what there may be, and shrinks at once when it can.
            "-Xms32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=15",
            "-XX:-ShrinkHeapInSteps",
            "-XX:+ExitOnOutOfMemoryError",
            // What has been freed goes back to the system, once a minute.
            "-XX:TrimNativeHeapInterval=60000",
            // The cache is used where it lies in its file, instead of being copied to a random address.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            // Netty and Kafka's compression use what the JVM warns of.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Halves the CPU time of a start from nothing, and costs up to half of the peak. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    private Jvm() {}

    /** Returns a command line; of two flags that contradict the last wins, so those of {@code RECOURSE_JAVA_OPTS} do. */
    static List<String> command(String heap, List<String> flags, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + heap);
        command.addAll(flags);
        String own = System.getenv().getOrDefault("RECOURSE_JAVA_OPTS", "").strip();
        if (!own.isEmpty()) {
            command.addAll(List.of(own.split("\\s+")));
        }
        command.addAll(program);
        return command;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Starts a JVM that neither hears the terminal's Ctrl-C nor reads from it. */
    static Process start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Session.detached(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"));
        // Few heaps of malloc's, which each thread would have for itself.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Lets it end in good order, and kills it when that takes longer. */
    static void stop(Process process, int seconds) {
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.recourse.embedded.FreePort;
import io.recourse.embedded.TraceCollector;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The whole product as {@code deploy/local/up} starts it. */
public final class RunningStack implements AutoCloseable {
    /** Of this repository. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** Whether native executables were built and are what is tested. */
    private static final boolean NATIVE = Boolean.getBoolean("recourse.test.native");

    final int port;
    private final Path data;
    private final Process process;
    private final TraceCollector traces;
    private final Path output;

    private RunningStack(Process process, TraceCollector traces, Path output, Path data, int port) {
        this.process = process;
        this.traces = traces;
        this.output = output;
        this.data = data;
        this.port = port;
    }

    /** Runs the script to its end and returns its exit status. */
    public static int run(Duration limit, Path output, String... arguments) throws IOException, InterruptedException {
        Process process = launch(Map.of(), output, arguments);
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            throw new IllegalStateException("up does not end: " + Files.readString(output));
        }
        return process.exitValue();
    }

    static RunningStack start(Path data, int port) throws IOException {
        TraceCollector traces = TraceCollector.start();
        return start(data, port, traces, traces.configuration(), "--fresh");
    }

    /**
     * One of its own, which sends its spans nowhere.
     *
     * @param settings as they are in properties; they go to all services
     */
    public static RunningStack start(Path data, Map<String, String> settings) throws IOException {
        return start(data, FreePort.find(), null, settings);
    }

    private static RunningStack start(
            Path data, int port, TraceCollector traces, Map<String, String> settings, String... flags)
            throws IOException {
        Path output = data.resolveSibling("up.log");
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port), "--data", data.toString()));
        arguments.addAll(List.of(flags));
        Process process = launch(settings, output, arguments.toArray(String[]::new));
        RunningStack stack = new RunningStack(process, traces, output, data, port);
        try {
            Awaitility.await("the stack to be ready")
                    .atMost(Duration.ofMinutes(8))
                    .until(() -> !process.isAlive() || stack.output().contains("Recourse is ready"));
        } catch (ConditionTimeoutException late) {
            // Nobody else has it yet, who would end it.
            stack.close();
            throw late;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("up has ended: " + stack.output());
        }
        return stack;
    }

    /** One that somebody else has started, and that stays. */
    static RunningStack attach(Path data, int port) {
        return new RunningStack(null, null, data.resolveSibling("up.log"), data, port);
    }

    private static Process launch(Map<String, String> settings, Path output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("deploy/local/up").toString()));
        if (NATIVE) {
            command.add("--native");
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        settings.forEach((name, value) ->
                builder.environment().put(name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return builder.start();
    }

    /** What the services send their spans to; nothing when somebody else has started them. */
    Optional<TraceCollector> traces() {
        return Optional.ofNullable(traces);
    }

    /** Where it listens, without a path. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** What it keeps. */
    public Path data() {
        return data;
    }

    /** For what tests write down beside the stack's data. */
    public Path directory() {
        return data.getParent();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the launcher, in which the gateway is, too. */
    public long processId() {
        return process.pid();
    }

    /** The launcher, which the script has become. */
    Process process() {
        return process;
    }

    public String adminPassword() throws IOException {
        return Files.readString(data.resolve("secrets/admin-password")).strip();
    }

    /** The process whose command line names the module. */
    ProcessHandle service(String module) throws IOException {
        return processOf(module);
    }

    /** The process of a service, of Kafka or of PostgreSQL, by the name that {@code up} gives it. */
    public ProcessHandle processOf(String name) throws IOException {
        String pid = Files.readString(data.resolve("run").resolve(name)).split(" ")[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** All messages to that address whose subject contains the words. */
    public List<String> mailTo(String address, String words) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(RunningStack::read)
                    .filter(message -> message.lines().anyMatch(("To: " + address)::equals))
                    .filter(message ->
                            message.lines().anyMatch(line -> line.startsWith("Subject: ") && line.contains(words)))
                    .toList();
        }
    }

    long mediaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("media"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        if (traces != null) {
            traces.close();
        }
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

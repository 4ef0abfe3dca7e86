package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** A launcher in a JVM of its own, ended with the test. */
final class RunningLauncher implements AutoCloseable {
    private final Process process;
    private final Path output;
    final int port;

    private RunningLauncher(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    static RunningLauncher start(Path root, Path data, int port, String... flags) throws IOException {
        Path output = Files.createTempFile(root, "launcher-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--root",
                root.toString(),
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningLauncher(process, output, port);
    }

    RunningLauncher awaitReady() {
        Awaitility.await("ready, but: " + output())
                .atMost(Duration.ofSeconds(90))
                .until(() -> !process.isAlive() || output().contains("Recourse is ready"));
        if (!process.isAlive()) {
            throw new IllegalStateException("The launcher has ended: " + output());
        }
        return this;
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The launcher does not end: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The process that a stand-in service says it is. */
    long pidBehind(String path) throws IOException, InterruptedException {
        return Long.parseLong(get(path).body().lines().findFirst().orElseThrow());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

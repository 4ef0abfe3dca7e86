package io.recourse.local.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.recourse.embedded.FreePort;
import io.recourse.embedded.Signal;
import org.awaitility.Awaitility;

/** A second process of a service, beside the one that the stack started and like it but for its port. */
final class Replica implements AutoCloseable {
    private final String module;
    private final List<String> command;
    private final Map<String, String> environment;
    private final File log;
    private final int port = FreePort.find();
    private Process process;

    /**
     * Prepares one.
     *
     * @param changes variables that this one has otherwise
     */
    Replica(Servers servers, Path directory, String module, Map<String, String> changes) {
        this.module = module;
        this.command = servers.command(module);
        this.environment = servers.environment(module);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.putAll(changes);
        this.log = directory.resolve(module + "-replica.log").toFile();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns when it is ready. */
    Replica start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.environment().clear();
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await("a second " + module)
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200);
        }
        return this;
    }

    void kill() {
        Signal.KILL.send(process.pid());
    }

    String log() throws IOException {
        return Files.readString(log.toPath());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

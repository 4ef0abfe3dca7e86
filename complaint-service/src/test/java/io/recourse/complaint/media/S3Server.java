package io.recourse.complaint.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.recourse.embedded.FreePort;
import io.recourse.embedded.ParentWatch;
import io.recourse.embedded.Signal;
import org.awaitility.Awaitility;

/** An S3 implementation as a process of its own, started once for the whole test JVM, with which it ends. */
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    private static final String BUCKET = "media";
    private static final Path JAR = Path.of("target", "test-servers", "s3mock.jar");
    /** Quarkus loads this class more than once; the properties of the JVM are there once. */
    private static final String ENDPOINT = "recourse.test.s3.endpoint";

    private static final List<String> JVM =
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    @Override
    public Map<String, String> start() {
        return Map.of(
                "recourse.media.store", "s3",
                "recourse.media.s3.endpoint", endpoint().toString(),
                "recourse.media.s3.bucket", BUCKET,
                "recourse.media.s3.access-key", "test",
                "recourse.media.s3.secret-key", "a secret of tests");
    }

    /** Leaves the server running for the next test class. */
    @Override
    public void stop() {
        // See above.
    }

    /** Where the server listens; starts it at the first call. */
    static synchronized URI endpoint() {
        String known = System.getProperty(ENDPOINT);
        if (known == null) {
            known = launch();
            System.setProperty(ENDPOINT, known);
        }
        return URI.create(known);
    }

    private static String launch() {
        int port = FreePort.find();
        try {
            Process server = new ProcessBuilder(command(port))
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "s3mock.log").toFile())
                    .start();
            ParentWatch.start().watch(server.pid(), Signal.KILL);
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        URI address = URI.create("http://127.0.0.1:" + port);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> status(address.resolve("/" + BUCKET)) == 200);
        return address.toString();
    }

    private static List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of(
                "-jar",
                JAR.toString(),
                "--http.port=" + port,
                // HTTPS, on any port.
                "--server.port=0",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET));
        return command;
    }

    private static int status(URI address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The settings of the server, for a store without a container. */
    static MediaConfig.S3 config(URI endpoint) {
        return new MediaConfig.S3() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public String region() {
                return "us-east-1";
            }

            @Override
            public Optional<String> bucket() {
                return Optional.of(BUCKET);
            }

            @Override
            public Optional<String> accessKey() {
                return Optional.of("test");
            }

            @Override
            public Optional<String> secretKey() {
                return Optional.of("a secret of tests");
            }

            @Override
            public Optional<Boolean> pathStyle() {
                return Optional.empty();
            }
        };
    }
}

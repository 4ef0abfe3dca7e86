package io.recourse.escalation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.recourse.embedded.FreePort;
import io.recourse.embedded.ParentWatch;
import io.recourse.embedded.RecourseTestResource;

/** A Kafka that is a process of its own, and a way to the SMTP server: a test can take away both. */
public final class AwayTestResource implements QuarkusTestResourceLifecycleManager {

    private KafkaProcess kafka;
    private ParentWatch watch;

    /** After the servers of all tests, some of which this one replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(new RecourseTestResource().start());
        watch = ParentWatch.start();
        Path directory = temporaryDirectory();
        watch.deleteAtEnd(directory);
        kafka = new KafkaProcess(directory, FreePort.find());
        kafka.start();
        configuration.put("kafka.bootstrap.servers", kafka.servers());
        configuration.put("recourse.test.kafka-directory", directory.toString());
        configuration.put("recourse.test.smtp-port", configuration.get("quarkus.mailer.port"));
        configuration.put("quarkus.mailer.port", Integer.toString(FreePort.find()));
        return configuration;
    }

    @Override
    public void stop() {
        kafka.kill();
        watch.close();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("recourse-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.recourse.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** A Kafka node which is broker and controller at once; runs inside a test or, by its main method, as a process. */
public final class KafkaBroker implements AutoCloseable {
    static {
        // Kafka logs through SLF4J, but asks Log4j whether levels can be changed; here they can't, which is no error.
        System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
    }

    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private KafkaBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker on 127.0.0.1 and creates the topics of Recourse.
     *
     * @param directory where messages are kept; prepared if it is new
     */
    public static KafkaBroker start(Path directory, int port) {
        KafkaConfig config = new KafkaConfig(properties(directory, port, FreePort.find()));
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        KafkaBroker broker = new KafkaBroker(server, "127.0.0.1:" + port);
        Topics.create(broker.bootstrapServers);
        return broker;
    }

    /** Arguments: data directory, port, and a file which holds the process id once clients may connect. */
    public static void main(String[] arguments) throws IOException {
        Path ready = Path.of(arguments[2]);
        Files.deleteIfExists(ready);
        KafkaBroker broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        broker.server.awaitShutdown();
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            new Formatter()
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(nowhere)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new EmbeddedServerException("The directory " + directory + " cannot be prepared for Kafka", e);
        }
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        Map<String, Object> one = Stream.of(
                        // The least that works, because there is one node, few consumers and no transactions.
                        "offsets.topic.replication.factor",
                        "offsets.topic.num.partitions",
                        "transaction.state.log.replication.factor",
                        "transaction.state.log.num.partitions",
                        "transaction.state.log.min.isr",
                        "share.coordinator.state.topic.replication.factor",
                        "share.coordinator.state.topic.num.partitions",
                        "share.coordinator.state.topic.min.isr")
                .collect(Collectors.toMap(name -> name, name -> "1"));
        Properties properties = new Properties();
        properties.putAll(one);
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                CONTROLLER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs",
                directory.toString()));
        properties.putAll(Map.of(
                // After a kill the controller takes the new broker for a second one until the old one's time is up.
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                // A mistyped topic is an error here as it is in production.
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.io.threads", "2",
                "num.network.threads", "2",
                "background.threads", "2"));
        return properties;
    }
}

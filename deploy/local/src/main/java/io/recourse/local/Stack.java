package io.recourse.local;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

import io.recourse.embedded.EmbeddedServerException;
import io.recourse.embedded.FreePort;
import io.recourse.embedded.MailCatcher;
import io.recourse.embedded.PostgresCluster;
import io.recourse.local.gateway.Gateway;
import io.recourse.local.gateway.RateLimits;
import io.recourse.local.supervision.Supervised;
import io.recourse.local.supervision.Supervisor;

/** Everything that runs: servers, services, gateway. */
final class Stack implements AutoCloseable {
    private static final int SERVICES_AT_ONCE = 2;
    private static final String HEAP = "192m";
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** What the services run as. */
    enum Mode {
        /** JVMs, with the cache of what they have learned. */
        JVM,
        /** JVMs that are slow to stop: each then writes down what it has learned. */
        LEARNING_JVM,
        /** Native executables. */
        NATIVE
    }

    private final Path root;
    private final DataDirectory data;
    private final int port;
    private final Progress progress;
    private final Mode mode;
    private final Set<Service> wanted;

    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final List<Supervised> services = new ArrayList<>();
    private final List<Supervised> servers = new ArrayList<>();
    private Gateway gateway;
    private MailCatcher mail;
    private Supervisor supervisor;
    private boolean closed;

    /** The gateway answers for a service that is not wanted as for one that is down. */
    Stack(Path root, DataDirectory data, int port, Progress progress, Mode mode, Set<Service> wanted) {
        this.root = root;
        this.data = data;
        this.port = port;
        this.progress = progress;
        this.mode = mode;
        this.wanted = wanted;
        for (Service service : Service.values()) {
            ports.put(service, FreePort.find());
        }
    }

    /** Where the gateway is. */
    String url() {
        return "http://localhost:" + port;
    }

    /** Returns when every service says that it is ready. */
    void start() {
        // First, because a port that is taken should be known at once.
        gateway = startGateway();
        supervisor = new Supervisor(data.resolve("run"), progress::sayTimed);
        mail = MailCatcher.start(data.resolve("mail"), 0);
        int postgresPort = FreePort.find();
        int kafkaPort = FreePort.find();
        servers.add(supervisor.supervise(kafka(kafkaPort)));
        servers.add(supervisor.supervise(postgres(postgresPort)));
        Environment environment = new Environment(data, port, ports, postgresPort, kafkaPort, mail.port());
        for (Service service : wanted) {
            services.add(supervisor.supervise(program(service, environment)));
        }
        Startup startup = new Startup(progress);
        startup.bringUp(servers, servers.size());
        startup.bringUp(services, SERVICES_AT_ONCE);
    }

    /** Stops the services, then what they depend on; what does not end in time is killed. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        services.parallelStream().forEach(Supervised::stop);
        servers.parallelStream().forEach(Supervised::stop);
        if (mail != null) {
            mail.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (supervisor != null) {
            supervisor.close();
        }
    }

    private Gateway startGateway() {
        String host = System.getenv().getOrDefault("RECOURSE_HOST", "127.0.0.1");
        try {
            return Gateway.start(host, port, ports, ANSWER_LIMIT, RateLimits.ofEnvironment());
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException) {
                throw new CannotStartException(
                        "Port " + port + " is taken by another program: choose another with --port.", e);
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(e.getMessage(), e);
        }
    }

    private PostgresProgram postgres(int postgresPort) {
        try {
            PostgresCluster cluster =
                    PostgresCluster.open(data.resolve("postgres"), Optional.of(data.secret("database-password", 24)));
            return new PostgresProgram(cluster, postgresPort, data.log("postgres"));
        } catch (EmbeddedServerException e) {
            throw new CannotStartException(e.getMessage(), e);
        }
    }

    private KafkaProgram kafka(int kafkaPort) {
        // Only jars on the class path can have a cache: not so in a development environment.
        boolean packaged = root.resolve("deploy/local/target/recourse-local.jar")
                .toString()
                .equals(Jvm.classPath());
        return new KafkaProgram(
                packaged ? flags(AotCache.ofKafka(root)) : List.of(),
                data.resolve("kafka"),
                kafkaPort,
                data.log("kafka"),
                data.resolve("run/kafka-ready"),
                stopSeconds(3));
    }

    private ServiceProgram program(Service service, Environment environment) {
        return new ServiceProgram(
                service,
                ports.get(service),
                data.log(service.module()),
                mode == Mode.NATIVE ? executable(service) : jvm(service),
                environment.of(service),
                stopSeconds(4));
    }

    private List<String> jvm(Service service) {
        return Jvm.command(
                HEAP,
                flags(AotCache.of(root, service)),
                List.of("-jar", service.jar(root).toString()));
    }

    private List<String> executable(Service service) {
        Path executable = service.executable(root)
                .orElseThrow(() -> new CannotStartException("There is no native executable of " + service.module()
                        + ": build them with ./mvnw -DskipTests package -Dnative, which needs GraalVM or Mandrel 25."));
        return List.of(executable.toString(), "-Xmx" + HEAP);
    }

    /** Writing down what was learned takes a JVM longer than all its work. */
    private int stopSeconds(int usual) {
        return mode == Mode.LEARNING_JVM ? 180 : usual;
    }

    private List<String> flags(AotCache cache) {
        return mode == Mode.LEARNING_JVM ? cache.record() : cache.use();
    }
}

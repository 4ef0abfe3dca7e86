package io.recourse.local;

import java.util.HashMap;
import java.util.Map;

/** The variables that tell a service where everything is; those of the person who started the stack pass through. */
record Environment(
        DataDirectory data, int port, Map<Service, Integer> ports, int postgresPort, int kafkaPort, int mailPort) {

    Map<String, String> of(Service service) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                ports.get(service).toString(),
                "RECOURSE_DATABASE_HOST",
                "127.0.0.1",
                "RECOURSE_DATABASE_PORT",
                Integer.toString(postgresPort),
                "RECOURSE_DATABASE_PASSWORD",
                data.secret("database-password", 24),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + kafkaPort,
                "RECOURSE_PUBLIC_URL",
                "http://localhost:" + port,
                // Messages in flight at the end come again: no reason to wait for them.
                "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN",
                "false",
                "RECOURSE_MEDIA_DIRECTORY",
                data.resolve("media").toString(),
                "RECOURSE_KEYS_SECRET",
                data.secret("keys-secret", 43)));
        ports.forEach((other, otherPort) -> variables.put(other.urlVariable(), "http://127.0.0.1:" + otherPort));
        variables.put("RECOURSE_WEBHOOKS_KEY", data.secret("webhooks-key", 43));
        if (System.getenv("QUARKUS_MAILER_HOST") == null) {
            variables.put("QUARKUS_MAILER_HOST", "127.0.0.1");
            variables.put("QUARKUS_MAILER_PORT", Integer.toString(mailPort));
        }
        if (service == Service.IDENTITY) {
            SignIn admin = SignIn.ofAdmin(data);
            variables.put("RECOURSE_ADMIN_USERNAME", admin.username());
            variables.put("RECOURSE_ADMIN_EMAIL", admin.email());
            variables.put("RECOURSE_ADMIN_PASSWORD", admin.password());
        }
        return variables;
    }
}

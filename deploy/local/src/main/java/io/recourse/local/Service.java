package io.recourse.local;

import java.nio.file.Path;
import java.util.Locale;

/** The services, in the order in which they are started. */
public enum Service {
    IDENTITY,
    COMPLAINT,
    ESCALATION,
    CLASSIFIER;

    /** For instance {@code identity}: its database, its specification, the middle of its variables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For instance {@code identity-service}. */
    public String module() {
        return id() + "-service";
    }

    /** The variable by which the other services learn where it is. */
    String urlVariable() {
        return "RECOURSE_" + name() + "_URL";
    }

    Path jar(Path root) {
        return root.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}

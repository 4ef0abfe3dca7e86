package io.recourse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** What a native build leaves, if there was one; its name holds the version. */
    Optional<Path> executable(Path root) {
        Path target = root.resolve(module()).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

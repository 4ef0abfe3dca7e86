package io.recourse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.recourse.embedded.FreePort;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all classes of end-to-end tests: the first of them starts it, and it ends with the last. While a test is
 * written, it can be run before a stack that is up already: {@code -Drecourse.test.stack=8080:deploy/local/data}.
 */
public final class SharedStack implements BeforeAllCallback, ParameterResolver {
    private static final String RUNNING = "recourse.test.stack";
    private static final Namespace NAMESPACE = Namespace.create(SharedStack.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        of(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    /** The stack; it is started if it is not running yet. */
    public static RunningStack of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Started.class, absent -> Started.anew(), Started.class)
                .stack();
    }

    private record Started(RunningStack stack, Path directory) implements AutoCloseable {

        static Started anew() {
            String running = System.getProperty(RUNNING);
            if (running != null) {
                String[] parts = running.split(":", 2);
                return new Started(RunningStack.attach(Path.of(parts[1]), Integer.parseInt(parts[0])), null);
            }
            try {
                Path directory = Files.createTempDirectory("recourse-stack-");
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
                // What the services learn here serves every later start of this build.
                RunningStack.run(Duration.ofMinutes(12), directory.resolve("prepare.log"), "--prepare");
                return new Started(RunningStack.start(directory.resolve("data"), FreePort.find()), directory);
            } catch (IOException e) {
                throw new IllegalStateException("The stack cannot be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            stack.close();
            if (directory != null) {
                new ProcessBuilder("rm", "-rf", directory.toString())
                        .inheritIO()
                        .start();
            }
        }
    }
}

package io.recourse.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ParentWatchTest {
    @TempDir
    Path directory;

    @Test
    void endsWhatAKilledJvmHasStarted() throws Exception {
        Path data = Files.createDirectory(directory.resolve("some data"));
        Process jvm = startJvm(data);
        ProcessHandle child = child(jvm);
        assertTrue(child.isAlive());

        jvm.destroyForcibly().waitFor(5, TimeUnit.SECONDS);

        await().until(() -> !child.isAlive());
        await().until(() -> Files.notExists(data));
    }

    @Test
    void survivesTheDeathOfItsShell() throws Exception {
        Process jvm = startJvm(directory);
        ProcessHandle child = child(jvm);
        ProcessHandle shell = jvm.children()
                .filter(process -> !process.equals(child))
                .findFirst()
                .orElseThrow();

        shell.destroyForcibly();

        await().until(() -> jvm.children().filter(ProcessHandle::isAlive).count() == 2);
        assertTrue(child.isAlive());
        jvm.destroyForcibly();
        await().until(() -> !child.isAlive());
    }

    @Test
    void forgetsAProcessThatHasEnded() throws Exception {
        Process process = new ProcessBuilder("sleep", "100").start();
        try (ParentWatch watch = ParentWatch.start()) {
            watch.watch(process.pid(), Signal.KILL);

            watch.forget(process.pid());
        }

        assertTrue(process.isAlive());
        process.destroyForcibly().waitFor();
        assertFalse(process.isAlive());
    }

    private static Process startJvm(Path data) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/classes" + File.pathSeparator + "target/test-classes",
                        Parent.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle child(Process jvm) throws Exception {
        BufferedReader output = jvm.inputReader();
        return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(10));
    }

    /** The JVM that gets killed. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            ParentWatch watch = ParentWatch.start();
            watch.deleteAtEnd(Path.of(arguments[0]));
            Process child = new ProcessBuilder(Session.detached(List.of("sleep", "100"))).start();
            watch.watch(child.pid(), Signal.KILL);
            System.out.println(child.pid());
            child.waitFor();
        }
    }
}

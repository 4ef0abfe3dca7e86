package io.recourse.escalation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.recourse.embedded.KafkaBroker;
import io.recourse.embedded.ParentWatch;
import io.recourse.embedded.Signal;

import static org.awaitility.Awaitility.await;

/**
 * A broker as a process, which can be killed, stalled and started again, by whoever knows where it is.
 *
 * @param directory of its messages; it outlives the process
 */
record KafkaProcess(Path directory, int port) {

    /** Even a test that is killed leaves no broker behind. */
    private static final ParentWatch WATCH = ParentWatch.start();

    String servers() {
        return "127.0.0.1:" + port;
    }

    /** Starts it, and waits until clients may connect. */
    void start() {
        try {
            Files.deleteIfExists(ready());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KafkaBroker.class.getName(),
                            directory.resolve("messages").toString(),
                            Integer.toString(port),
                            ready().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(directory.toFile(), "log"))
                    .start();
            WATCH.watch(process.pid(), Signal.KILL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(ready()) && Files.size(ready()) > 0);
    }

    void kill() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        ProcessHandle.of(pid()).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** It keeps its connections, and says nothing any more. */
    void stall() {
        Signal.STOP.send(pid());
    }

    void goOn() {
        Signal.CONT.send(pid());
    }

    private Path ready() {
        return directory.resolve("ready");
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readString(ready()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

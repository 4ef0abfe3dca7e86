import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long processes have computed, those that they started included: what a request costs on a machine that others use
 * too. Linux only.
 */
class CpuTime {

    private final List<ProcessHandle> processes;

    private CpuTime(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    /** That of the processes in the variable {@code CPU_OF}, separated by commas; of none without it. */
    static CpuTime ofEnvironment() {
        return new CpuTime(Arrays.stream(System.getenv().getOrDefault("CPU_OF", "").split(","))
                .filter(pid -> !pid.isBlank())
                .map(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow())
                .toList());
    }

    /** Whether there is anything to tell. */
    boolean isKnown() {
        return !processes.isEmpty();
    }

    double milliseconds() {
        return processes.stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
                        .mapToLong(CpuTime::nanoseconds)
                        .sum()
                / 1e6;
    }

    private static long nanoseconds(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return threads.mapToLong(CpuTime::ofThread).sum();
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long ofThread(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        } catch (IOException ended) {
            return 0;
        }
    }
}

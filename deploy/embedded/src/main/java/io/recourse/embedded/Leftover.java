package io.recourse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that an earlier run has left behind, and that nobody of ours is the parent of. */
public record Leftover(ProcessHandle process) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Sends the signal, and returns when the process is gone; kills it when that takes seconds. */
    public void end(Signal signal) {
        signal.send(process.pid());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isGone() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (!isGone()) {
            process.destroyForcibly();
        }
    }

    /** Counts one that has ended, but that nobody has yet asked how, as gone: it holds nothing any more. */
    private boolean isGone() {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}

package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that a {@link Process} has no method for. */
public enum Signal {
    INT,
    QUIT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** Sends this signal; that the process has gone meanwhile is no error. */
    public void send(long pid) {
        try {
            // The shell's own `kill`: small images have no other.
            new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid + " 2>/dev/null")
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

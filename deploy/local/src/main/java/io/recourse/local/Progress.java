package io.recourse.local;

import java.io.PrintStream;

/** Tells the person in front of the terminal what is going on. */
final class Progress {
    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** With the seconds since the start. */
    void sayTimed(String line) {
        say("%5.1f s  %s".formatted(seconds(), line));
    }

    double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}

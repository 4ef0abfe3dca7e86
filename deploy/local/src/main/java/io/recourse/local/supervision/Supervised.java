package io.recourse.local.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.recourse.embedded.ParentWatch;

/** A program that is started again whenever its process ends, at once or, if that does not help, ever more slowly. */
public final class Supervised {
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** Who has lived that long has not died of how it was started. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Program program;
    private final ParentWatch watch;
    private final ScheduledExecutorService restarts;
    private final RunFiles runFiles;
    private final Consumer<String> reports;

    private Process process;
    private long startedNanos;
    private int deathsInARow;
    private boolean stopping;

    Supervised(
            Program program,
            ParentWatch watch,
            ScheduledExecutorService restarts,
            RunFiles runFiles,
            Consumer<String> reports) {
        this.program = program;
        this.watch = watch;
        this.restarts = restarts;
        this.runFiles = runFiles;
        this.reports = reports;
    }

    public String name() {
        return program.name();
    }

    public synchronized void start() {
        if (stopping) {
            return;
        }
        startedNanos = System.nanoTime();
        try {
            process = program.start();
        } catch (IOException | RuntimeException e) {
            reports.accept(name() + " could not be started: " + e.getMessage());
            restartLater();
            return;
        }
        Process started = process;
        watch.watch(started.pid(), program.lastSignal());
        runFiles.write(name(), started.toHandle());
        started.onExit().thenAccept(this::ended);
    }

    public boolean isReady() {
        Process current;
        synchronized (this) {
            current = process;
        }
        return current != null && current.isAlive() && program.isReady(current);
    }

    /** Tells whether starting it again has not helped either. */
    public synchronized boolean isHopeless() {
        return deathsInARow >= 3;
    }

    /** For a message to a person who has to find out why. */
    public String complaint() {
        return name() + " ends as soon as it is started; see " + program.log();
    }

    /** Ends the process and does not start it again. */
    public void stop() {
        Process current;
        synchronized (this) {
            stopping = true;
            current = process;
        }
        if (current != null && current.isAlive()) {
            program.stop(current);
        }
    }

    private synchronized void ended(Process ended) {
        watch.forget(ended.pid());
        if (ended != process) {
            return;
        }
        runFiles.delete(name());
        if (stopping) {
            return;
        }
        reports.accept("%s has ended with status %d and is started again; its log is %s"
                .formatted(name(), ended.exitValue(), program.log()));
        restartLater();
    }

    private void restartLater() {
        boolean settled = System.nanoTime() - startedNanos > SETTLED.toNanos();
        deathsInARow = settled ? 1 : deathsInARow + 1;
        restarts.schedule(this::start, delay(deathsInARow).toMillis(), TimeUnit.MILLISECONDS);
    }

    static Duration delay(int deathsInARow) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(deathsInARow - 1, 10));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }
}

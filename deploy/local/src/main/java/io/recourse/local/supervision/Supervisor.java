package io.recourse.local.supervision;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.recourse.embedded.ParentWatch;

/** Starts programs and starts them again when they die; none outlives this JVM. */
public final class Supervisor implements AutoCloseable {
    private final ParentWatch watch = ParentWatch.start();
    private final ScheduledExecutorService restarts = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("restart-", 0).factory());
    private final RunFiles runFiles;
    private final Consumer<String> reports;

    /**
     * Ends what a killed predecessor may have left.
     *
     * @param runDirectory notes which processes are running
     * @param reports is told in a sentence when something has died
     */
    public Supervisor(Path runDirectory, Consumer<String> reports) {
        this.runFiles = new RunFiles(runDirectory);
        this.reports = reports;
        runFiles.endLeftovers();
    }

    /** Returns the program, not yet started. */
    public Supervised supervise(Program program) {
        return new Supervised(program, watch, restarts, runFiles, reports);
    }

    @Override
    public void close() {
        restarts.shutdownNow();
        watch.close();
    }
}

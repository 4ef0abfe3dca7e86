package io.recourse.local;

import java.nio.file.Path;
import java.time.Duration;

import io.recourse.embedded.PostgresCluster;
import io.recourse.embedded.Signal;
import io.recourse.local.supervision.Program;

/** The database server, which writes through to the disk. */
record PostgresProgram(PostgresCluster cluster, int port, Path log) implements Program {

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Process start() {
        return cluster.start(port, PostgresCluster.Durability.DURABLE, log);
    }

    @Override
    public boolean isReady(Process process) {
        return cluster.isReady(process);
    }

    @Override
    public void stop(Process process) {
        PostgresCluster.stop(process, Duration.ofSeconds(3));
    }

    /** Its children end with it. */
    @Override
    public Signal lastSignal() {
        return Signal.QUIT;
    }
}

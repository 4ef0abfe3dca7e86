package io.recourse.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.recourse.embedded.Signal;

/**
 * A stack of which no process runs for the moment, so that its files are of one moment: that at which a power failure would
 * leave them, and from which databases and topics recover by themselves.
 */
final class Standstill implements AutoCloseable {
    private final Deque<ProcessHandle> stopped = new ArrayDeque<>();
    private final Thread atTheEnd = new Thread(this::goOn, "go-on");
    private final long startedNanos = System.nanoTime();

    private Standstill() {}

    /**
     * Stops a launcher first, which would start anew what seems dead to it, and then all that it has started.
     *
     * @return goes on when it is closed, or when this JVM ends
     */
    static Standstill of(ProcessHandle launcher) {
        Standstill standstill = new Standstill();
        Runtime.getRuntime().addShutdownHook(standstill.atTheEnd);
        standstill.stop(launcher);
        Set<ProcessHandle> seen = new LinkedHashSet<>();
        // Until there are no new ones: who is not stopped yet may start another.
        while (true) {
            Set<ProcessHandle> found = descendants(launcher);
            found.removeAll(seen);
            if (found.isEmpty()) {
                return standstill;
            }
            found.forEach(standstill::stop);
            seen.addAll(found);
        }
    }

    /** How long it has lasted. */
    long millis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    @Override
    public void close() {
        goOn();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private static Set<ProcessHandle> descendants(ProcessHandle launcher) {
        try (Stream<ProcessHandle> descendants = launcher.descendants()) {
            return descendants.collect(LinkedHashSet::new, Set::add, Set::addAll);
        }
    }

    private synchronized void stop(ProcessHandle process) {
        stopped.push(process);
        Signal.STOP.send(process.pid());
    }

    /** The last first: the launcher must not find anything that seems dead. */
    private synchronized void goOn() {
        while (!stopped.isEmpty()) {
            Signal.CONT.send(stopped.pop().pid());
        }
    }
}

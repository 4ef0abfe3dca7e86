package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends what this JVM has started once the JVM is gone, however it went: a shell holds the other end of a pipe, which the
 * kernel closes even after kill -9. Works on every Unix, unlike a parent-death signal.
 */
public final class ParentWatch implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT HUP TERM QUIT
            watched=
            while IFS=' ' read -r verb argument signal; do
              case $verb in
                watch) watched="$watched $argument:$signal" ;;
                forget)
                  kept=
                  for entry in $watched; do
                    [ "${entry%:*}" = "$argument" ] || kept="$kept $entry"
                  done
                  watched=$kept ;;
                delete) set -- "$@" "$argument${signal:+ $signal}" ;;
              esac
            done
            for entry in $watched; do kill "-${entry#*:}" "${entry%:*}" 2>/dev/null; done
            tries=0
            while [ "$tries" -lt 30 ]; do
              alive=
              for entry in $watched; do kill -0 "${entry%:*}" 2>/dev/null && alive=yes; done
              [ -n "$alive" ] || break
              tries=$((tries + 1))
              sleep 0.1
            done
            for entry in $watched; do kill -KILL "${entry%:*}" 2>/dev/null; done
            for directory in "$@"; do rm -rf -- "$directory"; done
            """;

    private final Map<Long, Signal> watched = new LinkedHashMap<>();
    private final Set<Path> deleted = new LinkedHashSet<>();
    private Process shell;
    private Writer orders;
    private boolean closed;

    private ParentWatch() {}

    /** Starts the watching shell; should somebody kill it, it is started again. */
    public static ParentWatch start() {
        ParentWatch watch = new ParentWatch();
        watch.startShell();
        return watch;
    }

    /** When this JVM is gone, sends the signal to the process and three seconds later kills what is left. */
    public synchronized void watch(long pid, Signal signal) {
        watched.put(pid, signal);
        order(watchOrder(pid, signal));
    }

    /** To be called as soon as the process has ended: its number may be given to somebody else. */
    public synchronized void forget(long pid) {
        if (watched.remove(pid) != null) {
            order("forget " + pid);
        }
    }

    /** When this JVM is gone, and the watched processes with it, deletes the directory. */
    public synchronized void deleteAtEnd(Path directory) {
        deleted.add(directory);
        order("delete " + directory);
    }

    /** Ends the watched processes now. */
    @Override
    public void close() {
        Process ending;
        synchronized (this) {
            closed = true;
            ending = shell;
            closeOrders();
        }
        try {
            ending.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startShell() {
        if (closed) {
            return;
        }
        try {
            shell = new ProcessBuilder(Session.detached(List.of("sh", "-c", SCRIPT, "recourse-watch")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = shell.outputWriter();
        watched.forEach((pid, signal) -> order(watchOrder(pid, signal)));
        deleted.forEach(directory -> order("delete " + directory));
        shell.onExit().thenRun(this::startShell);
    }

    private static String watchOrder(long pid, Signal signal) {
        return "watch " + pid + " " + signal.name();
    }

    private void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            // The shell has died; the one that replaces it is told everything again.
            closeOrders();
        }
    }

    private void closeOrders() {
        try {
            orders.close();
        } catch (IOException e) {
            // Nobody reads it any more.
        }
    }
}

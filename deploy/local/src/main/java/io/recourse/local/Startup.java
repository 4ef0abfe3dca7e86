package io.recourse.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import io.recourse.local.supervision.Supervised;

/** Brings programs up, a few at a time: all at once they only get in each other's way. */
final class Startup {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration REMINDER = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Progress progress;

    Startup(Progress progress) {
        this.progress = progress;
    }

    /** Returns when all are ready. */
    void bringUp(Collection<Supervised> programs, int atOnce) {
        Deque<Supervised> waiting = new ArrayDeque<>(programs);
        List<Supervised> starting = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long reminder = System.nanoTime() + REMINDER.toNanos();
        while (!waiting.isEmpty() || !starting.isEmpty()) {
            starting.removeIf(this::isReady);
            while (starting.size() < atOnce && !waiting.isEmpty()) {
                Supervised next = waiting.removeFirst();
                progress.sayTimed("starting " + next.name());
                next.start();
                starting.add(next);
            }
            starting.stream().filter(Supervised::isHopeless).findFirst().ifPresent(program -> {
                throw new CannotStartException(program.complaint());
            });
            if (System.nanoTime() > deadline) {
                throw new CannotStartException("After " + LIMIT.toMinutes() + " minutes there is still no sign of "
                        + names(starting) + "; see the logs.");
            }
            if (System.nanoTime() > reminder && !starting.isEmpty()) {
                progress.sayTimed("waiting for " + names(starting));
                reminder = System.nanoTime() + REMINDER.toNanos();
            }
            pause();
        }
    }

    private boolean isReady(Supervised program) {
        boolean ready = program.isReady();
        if (ready) {
            progress.sayTimed(program.name() + " is ready");
        }
        return ready;
    }

    private static String names(List<Supervised> programs) {
        return programs.stream().map(Supervised::name).collect(Collectors.joining(", "));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted while starting.", e);
        }
    }
}

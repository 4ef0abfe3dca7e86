package io.recourse.escalation.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Context;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Does work when it is due: passes run one at a time, at the instant that the last one named, earlier when somebody
 * says so, and at least every so often, because other replicas store work too. All state is confined to one context.
 */
public final class WorkLoop {

    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration FIRST_PAUSE_AFTER_FAILURE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final String name;
    private final Duration lookAtLeastEvery;
    private final Supplier<Uni<Instant>> pass;
    private final Clock clock;
    private final Vertx vertx;
    private final Context context;

    private volatile boolean stopped;
    private boolean running;
    private Instant nextAt = Instant.MAX;
    private long timer = -1;
    private Duration pauseAfterFailure = FIRST_PAUSE_AFTER_FAILURE;

    /**
     * @param name             what the work is, for the log
     * @param lookAtLeastEvery the longest pause between two passes
     * @param pass             does what is due, in a transaction of its own, and gives the instant of the next pass;
     *                         null when it knows of none
     */
    public WorkLoop(String name, Duration lookAtLeastEvery, Supplier<Uni<Instant>> pass, Clock clock, Vertx vertx) {
        this.name = name;
        this.lookAtLeastEvery = lookAtLeastEvery;
        this.pass = pass;
        this.clock = clock;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Runs the first pass. */
    public void start() {
        wakeAt(clock.instant());
    }

    /** Begins no further pass. */
    public void stop() {
        stopped = true;
    }

    /** Has a pass run now. */
    public void wake() {
        wakeAt(clock.instant());
    }

    /** Has a pass run at an instant, or earlier; null: whenever. */
    public void wakeAt(Instant at) {
        if (at != null && !stopped) {
            context.runOnContext(() -> schedule(at));
        }
    }

    private void schedule(Instant at) {
        if (stopped || !at.isBefore(nextAt)) {
            return;
        }
        nextAt = at;
        if (!running) {
            sleep();
        }
    }

    private void sleep() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        // A clock that was set back since would have it sleep for as long as it was set back.
        long millis = Math.clamp(Duration.between(clock.instant(), nextAt).toMillis(), 0, lookAtLeastEvery.toMillis());
        // Rounded up to the timer's resolution, so that the pass does not come too early and find nothing.
        timer = vertx.setTimer(millis + 1, fired -> run());
    }

    private void run() {
        timer = -1;
        if (stopped) {
            return;
        }
        running = true;
        nextAt = clock.instant().plus(lookAtLeastEvery);
        Uni.createFrom().deferred(pass::get).subscribe().with(this::succeeded, this::failed);
    }

    private void succeeded(Instant next) {
        context.runOnContext(() -> {
            pauseAfterFailure = FIRST_PAUSE_AFTER_FAILURE;
            finished(next);
        });
    }

    private void failed(Throwable failure) {
        context.runOnContext(() -> {
            LOG.warnf("%s waits, a pass failed: %s", name, failure);
            Instant next = clock.instant().plus(pauseAfterFailure);
            Duration longer = pauseAfterFailure.multipliedBy(2);
            pauseAfterFailure =
                    longer.compareTo(LONGEST_PAUSE_AFTER_FAILURE) > 0 ? LONGEST_PAUSE_AFTER_FAILURE : longer;
            nextAt = next;
            finished(next);
        });
    }

    private void finished(Instant next) {
        running = false;
        if (next != null && next.isBefore(nextAt)) {
            nextAt = next;
        }
        if (!stopped) {
            sleep();
        }
    }
}

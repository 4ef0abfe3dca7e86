package io.recourse.escalation.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * Sends what waits, however many replicas do so: each claims some for the length of a lease, in one statement, and tries
 * each of them once. Should it die, another one tries again when the lease has ended: what is sent may arrive twice.
 *
 * @param <T> what is sent
 */
public final class ClaimLoop<T> {

    /** Finds what other replicas stored and did not live to send. */
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    /** Takes what is due until a lease ends, up to a number. */
    @FunctionalInterface
    public interface Claim<T> {

        /** Gives what was taken, empty when nothing is due. */
        Uni<List<T>> take(Instant now, Instant leaseEnd, int atMost);
    }

    private final Claim<T> claim;
    private final Duration lease;
    private final int concurrency;
    private final Function<T, Uni<Void>> send;
    private final Supplier<Uni<Instant>> next;
    private final Clock clock;
    private final WorkLoop loop;

    /**
     * @param name        what is sent, for the log
     * @param lease       longer than an attempt takes
     * @param concurrency how much one replica sends at a time
     * @param send        tries once, and notes how that went
     * @param next        when something is due next; null when that is not known
     */
    public ClaimLoop(
            String name,
            Claim<T> claim,
            Duration lease,
            int concurrency,
            Function<T, Uni<Void>> send,
            Supplier<Uni<Instant>> next,
            Clock clock,
            Vertx vertx) {
        this.claim = claim;
        this.lease = lease;
        this.concurrency = concurrency;
        this.send = send;
        this.next = next;
        this.clock = clock;
        this.loop = new WorkLoop(name, LOOK_AT_LEAST_EVERY, this::sendWhatIsDue, clock, vertx);
    }

    /** Begins to send. */
    public void start() {
        loop.start();
    }

    /** Claims nothing any more. */
    public void stop() {
        loop.stop();
    }

    /** There may be something to send. */
    public void wake() {
        loop.wake();
    }

    private Uni<Instant> sendWhatIsDue() {
        Instant now = clock.instant();
        return claim.take(now, now.plus(lease), concurrency)
                .chain(claimed -> claimed.isEmpty()
                        ? next.get()
                        : Uni.join()
                                .all(claimed.stream().map(send).toList())
                                .andCollectFailures()
                                .replaceWith(clock::instant));
    }
}

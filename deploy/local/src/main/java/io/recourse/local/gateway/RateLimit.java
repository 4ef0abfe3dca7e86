package io.recourse.local.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many requests each of many may send: so many at once, and so many a second in the long run. Of each no more is
 * kept than the time at which all its requests would have come in turn.
 */
final class RateLimit {
    /** As many as there may be before those that wait for nothing are forgotten. */
    static final int REMEMBERED = 50_000;

    private static final double NANOS_A_SECOND = 1e9;

    private final ConcurrentHashMap<String, Long> turns = new ConcurrentHashMap<>();
    private final long interval;
    private final long patience;
    private final LongSupplier nanos;

    /**
     * Makes a limit.
     *
     * @param perSecond in the long run, 1 or more
     * @param burst at once, 0 or more, on top of the one that is always allowed
     * @param nanos a watch, for instance {@link System#nanoTime}
     */
    RateLimit(int perSecond, int burst, LongSupplier nanos) {
        this.interval = (long) (NANOS_A_SECOND / perSecond);
        this.patience = interval * burst;
        this.nanos = nanos;
    }

    /** Counts a request; tells whether it is within the limit. One that is not costs nothing. */
    boolean allows(String who) {
        long now = nanos.getAsLong();
        boolean[] allowed = {false};
        turns.compute(who, (key, turn) -> {
            long next = turn == null || turn - now < 0 ? now : turn;
            allowed[0] = next - now <= patience;
            return allowed[0] ? next + interval : next;
        });
        if (turns.size() > REMEMBERED) {
            turns.values().removeIf(turn -> turn - now < 0);
        }
        return allowed[0];
    }

    /** How many are remembered. */
    int remembered() {
        return turns.size();
    }
}

package io.recourse.escalation.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long what failed is left alone: twice as long after each further failure. The jitter keeps those that failed
 * together from coming back together.
 *
 * @param first   the pause after the first failure
 * @param longest the longest pause
 */
public record Backoff(Duration first, Duration longest) {

    private static final double SHORTEST_PART = 0.7;

    /**
     * The pause after a failure, of which the jitter takes away 30 % at the most.
     *
     * @param attempts how many there were, 1 or more
     */
    public Duration after(int attempts) {
        double doubled = first.toMillis() * Math.pow(2, attempts - 1.0);
        double most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (most * ThreadLocalRandom.current().nextDouble(SHORTEST_PART, 1.0)));
    }
}

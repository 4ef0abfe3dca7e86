package io.recourse.classifier.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What one caller may take of Gemini: a bucket that each text takes a token from and that fills again with time. Whoever
 * has emptied it is answered by the fallback, never with an error.
 */
@ApplicationScoped
public class Allowance {

    /** With more buckets than this, the full ones are thrown away: a new one is as full. */
    private static final int MANY = 10_000;

    private final int burst;
    private final Duration oneMoreEvery;
    private final Clock clock;

    /** For each caller, when the bucket will be full again; who is absent has a full one. */
    private final ConcurrentMap<UUID, Instant> fullAt = new ConcurrentHashMap<>();

    @Inject
    Allowance(AllowanceConfig config, Clock clock) {
        this.burst = config.burst();
        this.oneMoreEvery = config.oneMoreEvery();
        this.clock = clock;
        if (!oneMoreEvery.isPositive()) {
            throw new IllegalArgumentException("recourse.classifier.allowance.one-more-every must be above 0");
        }
    }

    /**
     * Takes a token.
     *
     * @return false when there is none: then the text is not for Gemini
     */
    public boolean take(UUID caller) {
        Instant now = clock.instant();
        if (fullAt.size() > MANY) {
            fullAt.values().removeIf(full -> !full.isAfter(now));
        }
        AtomicBoolean taken = new AtomicBoolean();
        fullAt.compute(caller, (id, full) -> {
            Instant soonest = full == null || full.isBefore(now) ? now : full;
            Instant afterwards = soonest.plus(oneMoreEvery);
            taken.set(!afterwards.isAfter(now.plus(oneMoreEvery.multipliedBy(burst))));
            return taken.get() ? afterwards : full;
        });
        return taken.get();
    }

    /** How many callers have a bucket that is kept. */
    int kept() {
        return fullAt.size();
    }
}

package io.recourse.local.gateway;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong watch = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final RateLimit limit = new RateLimit(10, 20, watch::get);

    @Test
    void allowsABurstAndThenWhatTheTimeGivesBack() {
        assertEquals(21, allowed("a", 100));

        watch.addAndGet(SECOND / 2);

        assertEquals(5, allowed("a", 100));
    }

    @Test
    void isForgivingInTheEnd() {
        allowed("a", 100);

        watch.addAndGet(3 * SECOND);

        assertEquals(21, allowed("a", 100));
    }

    @Test
    void allowsTheRateForever() {
        allowed("a", 100);
        for (int tenth = 0; tenth < 100; tenth++) {
            watch.addAndGet(SECOND / 10);
            assertTrue(limit.allows("a"), "after " + tenth + " tenths of a second");
        }
        assertFalse(limit.allows("a"));
    }

    @Test
    void limitsEachByItself() {
        allowed("a", 100);

        assertEquals(21, allowed("b", 100));
    }

    @Test
    void forgetsThoseWhoHaveNotComeForLong() {
        for (int i = 0; i < RateLimit.REMEMBERED; i++) {
            limit.allows("address " + i);
        }

        watch.addAndGet(SECOND);
        limit.allows("a");

        assertEquals(1, limit.remembered());
    }

    private int allowed(String who, int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += limit.allows(who) ? 1 : 0;
        }
        return allowed;
    }
}

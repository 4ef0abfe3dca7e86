package io.recourse.platform.memory;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RestlessnessTest {

    private static final double WORK = 0.5;
    private static final double IDLING = 0.01;

    private final Restlessness restlessness = new Restlessness(0, 0);
    private long now;
    private long cpuTime;

    @Test
    void endsAfterTwoQuietLooks() {
        assertFalse(endsAfterTenSecondsOf(WORK));
        assertFalse(endsAfterTenSecondsOf(IDLING));
        assertTrue(endsAfterTenSecondsOf(IDLING));
    }

    @Test
    void doesNotEndTwice() {
        endsAfterTenSecondsOf(IDLING);
        endsAfterTenSecondsOf(IDLING);

        for (int look = 0; look < 10; look++) {
            assertFalse(endsAfterTenSecondsOf(IDLING));
        }
    }

    @Test
    void endsAgainAfterWork() {
        endsAfterTenSecondsOf(IDLING);
        endsAfterTenSecondsOf(IDLING);
        assertFalse(endsAfterTenSecondsOf(WORK));

        assertFalse(endsAfterTenSecondsOf(IDLING));
        assertTrue(endsAfterTenSecondsOf(IDLING));
    }

    @Test
    void goesOnWhileWorkComesNowAndThen() {
        for (int look = 0; look < 10; look++) {
            assertFalse(endsAfterTenSecondsOf(look % 2 == 0 ? IDLING : WORK));
        }
    }

    private boolean endsAfterTenSecondsOf(double load) {
        now += TimeUnit.SECONDS.toNanos(10);
        cpuTime += (long) (load * TimeUnit.SECONDS.toNanos(10));
        return restlessness.endsAt(now, cpuTime);
    }
}

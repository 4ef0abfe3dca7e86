package io.recourse.classifier.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AllowanceTest {

    private final UUID caller = UUID.randomUUID();
    private final MovableClock clock = new MovableClock();

    @Test
    void allowsABurstAndNotMore() {
        Allowance allowance = allowance(3, Duration.ofSeconds(2));

        assertEquals(3, taken(allowance, 5));
    }

    @Test
    void fillsAgainOneByOne() {
        Allowance allowance = allowance(3, Duration.ofSeconds(2));
        taken(allowance, 3);

        clock.now = clock.now.plusSeconds(5);

        assertEquals(2, taken(allowance, 5));
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        Allowance allowance = allowance(3, Duration.ofSeconds(2));
        taken(allowance, 1);

        clock.now = clock.now.plus(Duration.ofDays(1));

        assertEquals(3, taken(allowance, 5));
    }

    @Test
    void oneCallerDoesNotTakeFromAnother() {
        Allowance allowance = allowance(1, Duration.ofSeconds(2));
        taken(allowance, 2);

        assertTrue(allowance.take(UUID.randomUUID()));
    }

    @Test
    void aBurstOfNoneAllowsNone() {
        assertFalse(allowance(0, Duration.ofSeconds(2)).take(caller));
    }

    @Test
    void forgetsCallersWhoseBucketsAreFull() {
        Allowance allowance = allowance(3, Duration.ofSeconds(2));
        IntStream.range(0, 10_001).forEach(i -> allowance.take(UUID.randomUUID()));

        clock.now = clock.now.plusSeconds(10);
        allowance.take(caller);

        assertEquals(1, allowance.kept());
    }

    @Test
    void refusesToFillInNoTime() {
        assertThrows(IllegalArgumentException.class, () -> allowance(3, Duration.ZERO));
    }

    private long taken(Allowance allowance, int tries) {
        return IntStream.range(0, tries).filter(i -> allowance.take(caller)).count();
    }

    private Allowance allowance(int burst, Duration oneMoreEvery) {
        return new Allowance(
                new AllowanceConfig() {
                    @Override
                    public int burst() {
                        return burst;
                    }

                    @Override
                    public Duration oneMoreEvery() {
                        return oneMoreEvery;
                    }
                },
                clock);
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

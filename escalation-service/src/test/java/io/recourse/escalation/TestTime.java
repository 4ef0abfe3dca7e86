package io.recourse.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The clock of the service under test: the machine's, unless a test sets it. */
public class TestTime {

    private static volatile Duration ahead = Duration.ZERO;

    /** Sets the clock ahead of the machine's, or back if negative. */
    static void jump(Duration by) {
        ahead = by;
    }

    @Produces
    @Singleton
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.offset(Clock.system(zone), ahead);
            }
        };
    }
}

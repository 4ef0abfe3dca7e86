package io.recourse.platform.time;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;

/** The clock of a service; tests put their own in its place. */
public class Clocks {

    /** Ticks in microseconds, the resolution of a PostgreSQL timestamp: an instant reads back as it was written. */
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}

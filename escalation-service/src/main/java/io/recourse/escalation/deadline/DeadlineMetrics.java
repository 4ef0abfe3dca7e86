package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts what was asked for, and how late. */
@ApplicationScoped
public class DeadlineMetrics {

    private final MeterRegistry registry;

    @Inject
    DeadlineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Notes requests that are made at an instant; the lateness of one that is repeated is that of the repetition. */
    public void asked(List<TransitionRequested> requests, Instant now) {
        for (TransitionRequested request : requests) {
            Timer.builder("recourse.deadlines.lateness")
                    .description("From the due time of a transition to the request for it")
                    .tag("reason", request.reason().toString())
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofMinutes(5))
                    .register(registry)
                    .record(Duration.between(request.dueAt(), now));
        }
    }
}

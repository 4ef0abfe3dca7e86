package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;

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

    /** Notes what is asked at an instant. */
    public void asked(PlannedBatch planned, Instant now) {
        for (TransitionRequested request : planned.requests()) {
            Timer.builder("recourse.deadlines.lateness")
                    .description("From the due time of a transition to the first request for it")
                    .tag("reason", request.reason().toString())
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofMinutes(5))
                    .register(registry)
                    .record(Duration.between(request.dueAt(), now));
        }
        registry.counter("recourse.deadlines.reminders")
                .increment(planned.reminders().size());
    }
}

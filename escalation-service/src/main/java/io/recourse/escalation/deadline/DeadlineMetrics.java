package io.recourse.escalation.deadline;

import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;

/** Counts what was asked for, and how late. */
@ApplicationScoped
public class DeadlineMetrics {

    private final MeterRegistry registry;

    @Inject
    DeadlineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A timer that is born with its first request shows no increase. */
    void start(@Observes StartupEvent started) {
        for (TimerKind reason : TimerKind.values()) {
            lateness(reason);
        }
    }

    private Timer lateness(TimerKind reason) {
        return Timer.builder("recourse.deadlines.lateness")
                .description("From the due time of a transition to the first request for it")
                .tag("reason", reason.toString())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
    }

    /** Notes what is asked at an instant. */
    public void asked(PlannedBatch planned, Instant now) {
        for (TransitionRequested request : planned.requests()) {
            lateness(request.reason()).record(Duration.between(request.dueAt(), now));
        }
        registry.counter("recourse.deadlines.reminders")
                .increment(planned.reminders().size());
    }
}

package io.recourse.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Has counters there from the start: one that is born with its first count shows no increase. */
@ApplicationScoped
class CountersFromZero {

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        metrics.counter("recourse.complaints.created");
        for (ComplaintStatus status : ComplaintStatus.values()) {
            metrics.counter("recourse.complaints.transitions", "to", status.toString());
        }
    }
}

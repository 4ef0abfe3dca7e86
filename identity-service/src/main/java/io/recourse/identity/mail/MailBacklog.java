package io.recourse.identity.mail;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.metric.Backlogs;
import io.recourse.platform.metric.Backlogs.Reading;

/** Tells how many mails wait; of more than 100 000 it says that many. */
@ApplicationScoped
class MailBacklog {

    /** Along mailed_link_waiting. */
    private static final String COUNT = "select count(*) as waiting from"
            + " (select 1 from mailed_link where next_attempt_at is not null limit 100000) as waiting";

    void start(@Observes StartupEvent started, Backlogs backlogs, MeterRegistry metrics) {
        backlogs.watch(
                COUNT,
                List.of(new Reading("waiting", "recourse.mails.waiting", null, "Mails that are not delivered yet")));
        // A counter that is born with its first failure shows no increase.
        for (String outcome : List.of("sent", "failed", "given_up")) {
            metrics.counter("recourse.mails", "outcome", outcome);
        }
    }
}

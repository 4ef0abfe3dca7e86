package io.recourse.escalation.mail;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.metric.Backlogs;
import io.recourse.platform.metric.Backlogs.Reading;
import io.smallrye.mutiny.Uni;

/** Tells how many mails wait; of more than 100 000 it says that many. */
@ApplicationScoped
class MailBacklog {

    /** Along mail_waiting_in_order. */
    private static final String COUNT =
            "select count(*) as waiting from (select 1 from mail where state = 'waiting' limit 100000) as waiting";

    private Uni<Void> reading = Uni.createFrom().voidItem();

    void start(@Observes StartupEvent started, Backlogs backlogs, MeterRegistry metrics) {
        reading = backlogs.watch(
                COUNT,
                List.of(new Reading("waiting", "recourse.mails.waiting", null, "Mails that are not delivered yet")));
        // A counter that is born with its first failure shows no increase.
        for (String outcome : List.of("sent", "failed", "dropped", "given_up")) {
            metrics.counter("recourse.mails", "outcome", outcome);
        }
    }

    /** Looks now. */
    Uni<Void> read() {
        return reading;
    }
}

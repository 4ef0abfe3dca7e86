package io.recourse.escalation.webhook;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.recourse.platform.metric.Backlogs;
import io.recourse.platform.metric.Backlogs.Reading;

/** Tells how many deliveries wait; of more than 100 000 it says that many. */
@ApplicationScoped
class DeliveryBacklog {

    /** Along webhook_delivery_waiting. */
    private static final String COUNT = "select count(*) as waiting from"
            + " (select 1 from webhook_delivery where state = 'waiting' limit 100000) as waiting";

    void start(@Observes StartupEvent started, Backlogs backlogs) {
        backlogs.watch(
                COUNT,
                List.of(new Reading("waiting", "recourse.webhooks.waiting", null, "Deliveries that are not made yet")));
    }
}

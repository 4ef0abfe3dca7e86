package io.recourse.escalation.deadline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How deadlines fire. */
@ConfigMapping(prefix = "recourse.deadlines")
public interface DeadlineConfig {

    /**
     * How many overdue clocks one replica works off in a second, 1 or more. After an outage they are many: the complaint
     * service, the mail server and people's mailboxes get them one after the other.
     */
    @WithDefault("10000")
    int atMostPerSecond();
}

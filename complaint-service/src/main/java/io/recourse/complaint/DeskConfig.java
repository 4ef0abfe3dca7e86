package io.recourse.complaint;

import java.time.Duration;
import java.util.Locale;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the desk is run. */
@ConfigMapping(prefix = "recourse.desk")
interface DeskConfig {

    /** Which complaints an agent sees. */
    AgentsSee agentsSee();

    /** For how long after its resolution a customer may reopen a complaint. */
    @WithDefault("P14D")
    Duration reopenWithin();

    /** Choices for {@link #agentsSee()}. */
    enum AgentsSee {
        /** Theirs alone. */
        ASSIGNED,
        /** Theirs and those that are nobody's. */
        QUEUE,
        /** All of them. */
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.recourse.escalation.webhook;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events are sent to webhooks. */
@ConfigMapping(prefix = "recourse.webhooks")
public interface WebhookConfig {

    /** Whether loopback, link-local, private and similar addresses may be called: for tests and closed networks. */
    @WithDefault("false")
    boolean allowPrivateTargets();

    /** Seals the webhooks' secrets in the database; without it they are stored as they are. */
    Optional<String> key();

    /** How long a delivery is tried. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How long deliveries stay in the log after they were queued. */
    @WithDefault("P7D")
    Duration keepFor();

    /** How many deliveries one replica makes at a time. */
    @WithDefault("10")
    int concurrency();

    /** How long a target may take to answer; must be shorter than the lease. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How long a claimed delivery belongs to its replica: should that die, another one makes it afterwards. */
    @WithDefault("PT60S")
    Duration lease();

    /** The pause after the first failure of a delivery; each further failure doubles it. */
    @WithDefault("PT5S")
    Duration firstPause();

    /** The longest pause between two tries of a delivery. */
    @WithDefault("PT1H")
    Duration longestPause();

    /** After so many failures in a row a webhook is left alone for a while. */
    @WithDefault("20")
    int failuresBeforeRest();

    /** How long that is; then one more failure has it left alone again. */
    @WithDefault("PT5M")
    Duration rest();
}

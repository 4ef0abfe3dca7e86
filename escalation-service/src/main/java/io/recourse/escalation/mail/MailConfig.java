package io.recourse.escalation.mail;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How mails are sent; the server itself is configured by {@code quarkus.mailer}. */
@ConfigMapping(prefix = "recourse.mail")
public interface MailConfig {

    /** The sender; its domain is that of the message ids. */
    @WithDefault("Recourse <no-reply@recourse.example>")
    String from();

    /** The origin that links lead to. */
    @WithDefault("${recourse.public-url}")
    URI linkOrigin();

    /** How long after the transition a mail is still worth sending. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How many mails one replica sends at a time. */
    @WithDefault("10")
    int concurrency();

    /** How long the server may take for a mail before it is tried again; must be shorter than the lease. */
    @WithDefault("PT30S")
    Duration timeout();

    /** How long a claimed mail belongs to its replica: should that die, another one sends it afterwards. */
    @WithDefault("PT60S")
    Duration lease();

    /** The pause after the first failure; each further failure doubles it. */
    @WithDefault("PT1S")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("PT60S")
    Duration longestPause();
}

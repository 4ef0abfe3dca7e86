package io.recourse.identity.mail;

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

    /** How long after it was asked for a mail is still worth sending. */
    @WithDefault("PT24H")
    Duration giveUpAfter();

    /** How many mails one replica sends at a time. */
    @WithDefault("10")
    int concurrency();
}

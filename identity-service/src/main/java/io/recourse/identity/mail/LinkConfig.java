package io.recourse.identity.mail;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long mailed links work, from when they are sent. */
@ConfigMapping(prefix = "recourse.links")
public interface LinkConfig {

    /** Of the link to choose a new password. */
    @WithDefault("PT30M")
    Duration passwordResetLifetime();

    /** Of the link that verifies an e-mail address. */
    @WithDefault("PT30M")
    Duration emailVerificationLifetime();

    /** How long a link for this purpose works. */
    default Duration lifetime(LinkPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> passwordResetLifetime();
            case EMAIL_VERIFICATION -> emailVerificationLifetime();
        };
    }
}

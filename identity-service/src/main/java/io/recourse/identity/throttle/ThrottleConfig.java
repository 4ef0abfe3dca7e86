package io.recourse.identity.throttle;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many wrong passwords are too many. */
@ConfigMapping(prefix = "recourse.login")
public interface ThrottleConfig {

    /** So many failures within the window are forgiven; one more and the account or address has to wait. */
    @WithDefault("10")
    int forgivenFailures();

    /** How long a failure counts. */
    @WithDefault("PT5M")
    Duration window();
}

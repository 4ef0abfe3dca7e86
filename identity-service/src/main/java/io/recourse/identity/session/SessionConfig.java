package io.recourse.identity.session;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long people stay signed in. */
@ConfigMapping(prefix = "recourse.session")
public interface SessionConfig {

    /** A session that was not refreshed for so long is over. */
    @WithDefault("P30D")
    Duration idleLifetime();
}

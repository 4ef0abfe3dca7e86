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

    /**
     * How long after a browser's cookie was replaced the old one may come again, because the answer with the new one was
     * lost; zero for never.
     */
    @WithDefault("PT10S")
    Duration cookieRepeatWithin();
}

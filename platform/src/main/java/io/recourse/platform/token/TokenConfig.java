package io.recourse.platform.token;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How access tokens look and are checked; the same in all services. */
@ConfigMapping(prefix = "recourse.token")
public interface TokenConfig {

    /** {@code iss} of every token. */
    @WithDefault("https://recourse.example/identity")
    String issuer();

    /** {@code aud} of every token. */
    @WithDefault("recourse")
    String audience();

    /** How long an access token lives. */
    @WithDefault("PT15M")
    Duration lifetime();

    /** By how much the clocks of two hosts may differ. */
    @WithDefault("PT60S")
    Duration clockSkew();

    /** At most one look for unknown keys within this time; identity publishes a key for longer before it signs. */
    @WithDefault("PT10S")
    Duration keyRefreshAtMostEvery();

    /** Keys are fetched anew this often even if none is missed. */
    @WithDefault("PT5M")
    Duration keyRefreshEvery();
}

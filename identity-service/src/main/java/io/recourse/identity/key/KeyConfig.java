package io.recourse.identity.key;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How signing keys are kept. */
@ConfigMapping(prefix = "recourse.keys")
public interface KeyConfig {

    /** Seals the private keys in the database; 32 characters or more, the same for all replicas, never changed. */
    Optional<String> secret();

    /** How long a key signs before the next one does by itself; zero for never. */
    @WithDefault("P90D")
    Duration rotateEvery();
}

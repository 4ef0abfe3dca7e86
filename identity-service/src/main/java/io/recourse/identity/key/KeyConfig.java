package io.recourse.identity.key;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How signing keys are kept and spread. */
@ConfigMapping(prefix = "recourse.keys")
public interface KeyConfig {

    /** Seals the private keys in the database; 32 characters or more, the same for all replicas, never changed. */
    Optional<String> secret();

    /** Each replica looks for keys of the others this often. */
    @WithDefault("PT1S")
    Duration lookEvery();
}

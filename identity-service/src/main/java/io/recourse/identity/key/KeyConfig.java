package io.recourse.identity.key;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** How signing keys are kept. */
@ConfigMapping(prefix = "recourse.keys")
public interface KeyConfig {

    /** Seals the private keys in the database; 32 characters or more, the same for all replicas, never changed. */
    Optional<String> secret();
}

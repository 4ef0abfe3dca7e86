package io.recourse.identity.account;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who the first admin is. What is set to nothing counts as not set: so do compose files that pass variables on. */
@ConfigMapping(prefix = "recourse.admin")
public interface FirstAdminConfig {

    /** {@code admin} when there is none. */
    Optional<String> username();

    /** {@code admin@recourse.example} when there is none. */
    Optional<String> email();

    /** A random one is made and printed once when there is none. */
    Optional<String> password();
}

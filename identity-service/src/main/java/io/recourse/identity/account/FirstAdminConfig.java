package io.recourse.identity.account;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who the first admin is. */
@ConfigMapping(prefix = "recourse.admin")
public interface FirstAdminConfig {

    @WithDefault("admin")
    String username();

    @WithDefault("admin@recourse.example")
    String email();

    /** A random one is made and printed once when there is none. */
    Optional<String> password();
}

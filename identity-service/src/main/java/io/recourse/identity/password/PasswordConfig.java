package io.recourse.identity.password;

import java.util.OptionalInt;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How passwords are hashed. The defaults are the smallest that OWASP's Password Storage Cheat Sheet recommends for
 * Argon2id; whoever raises them has each password hashed anew at its owner's next sign-in.
 */
@ConfigMapping(prefix = "recourse.password")
public interface PasswordConfig {

    /** Memory that one hash takes while it is computed. */
    @WithDefault("19M")
    MemorySize memory();

    /** Passes over the memory, 1 or more. */
    @WithDefault("2")
    int iterations();

    /** Lanes, 1 or more; they are computed one after the other here, and side by side by an attacker. */
    @WithDefault("1")
    int parallelism();

    /**
     * How many hashes are computed at the same time; by default one fewer than there are processors, and one at least:
     * the event loop needs a processor too, and the priorities of threads mean nothing to Linux.
     */
    OptionalInt threads();

    /** How many hashes may wait for their turn; requests beyond are answered with a 503. */
    @WithDefault("500")
    int maxWaiting();
}

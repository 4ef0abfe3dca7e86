package io.recourse.platform.token;

import java.security.PublicKey;

import io.smallrye.mutiny.Uni;

/** The public keys that tokens are verified with. */
public interface VerificationKeys {

    /**
     * Finds a key.
     *
     * @param kid the id of the key, from the header of the token
     * @return the key, or null when identity has no such key; fails with {@link KeysUnavailableException} when nothing
     *     is known of its keys yet
     */
    Uni<PublicKey> find(String kid);

    /** Called once, when the service starts. */
    default void start() {}
}

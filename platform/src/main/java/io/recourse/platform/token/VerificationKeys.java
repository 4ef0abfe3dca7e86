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

    /** The key of that id, as far as that is known at once; else null, whether or not there is such a key. */
    default PublicKey known(String kid) {
        return null;
    }

    /** Called once, when the service starts. */
    default void start() {}
}

package io.recourse.platform.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;

/** The tokens whose signatures were found good, by their SHA-256; those that were not used for longest are forgotten. */
final class VerifiedTokens {

    /** Of a few kilobytes each. */
    private static final int AT_MOST = 2_000;

    private final Cache<ByteBuffer, Entry> entries =
            Caffeine.newBuilder().maximumSize(AT_MOST).executor(Runnable::run).build();

    /**
     * A good token.
     *
     * @param key      it was verified with; when the key of that id is another one or gone, it is not good any more
     * @param identity as which the bearer is let in while the token is alive and its session has not ended
     */
    record Entry(String kid, PublicKey key, SecurityIdentity identity) {}

    /** Null for a token that is to be verified. */
    Entry get(String token) {
        return entries.getIfPresent(hash(token));
    }

    void put(String token, Entry entry) {
        entries.put(hash(token), entry);
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

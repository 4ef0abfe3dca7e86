package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts of 256 bits that let in whoever has one. They are stored by their hashes alone. */
public final class OpaqueToken {

    private static final int RANDOM_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private OpaqueToken() {}

    /** The text of a new token: 43 URL-safe characters. */
    public static String newText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        // Not a constant, which a native executable would be built with.
        new SecureRandom().nextBytes(bytes);
        return BASE64URL.encodeToString(bytes);
    }

    /** By which the token with this text is found. It is random, so a plain SHA-256 tells nothing about it. */
    public static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return BASE64URL.encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}

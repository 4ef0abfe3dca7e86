package io.recourse.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106, version 1.3) with its result in the PHC string format, which carries its own parameters.
 *
 * @param memoryKib   KiB of memory
 * @param iterations  passes over it
 * @param parallelism lanes
 */
record Argon2id(int memoryKib, int iterations, int parallelism) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([^$]+)\\$([^$]+)");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    /** Hashes a password with a new salt. */
    String hash(String password) {
        byte[] salt = random(SALT_BYTES);
        return phc(salt, compute(password, salt, HASH_BYTES));
    }

    /** A hash of no password, made without the work of hashing. */
    String unmatchable() {
        return phc(random(SALT_BYTES), random(HASH_BYTES));
    }

    /**
     * Tells whether a stored hash is of the password, with the parameters that it was made with.
     *
     * @throws IllegalArgumentException for what is no stored hash
     */
    static boolean matches(String password, String stored) {
        Matcher phc = parse(stored);
        byte[] salt = Base64.getDecoder().decode(phc.group(4));
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        return MessageDigest.isEqual(expected, parametersOf(phc).compute(password, salt, expected.length));
    }

    /** Whether a stored hash was made with these parameters. */
    boolean made(String stored) {
        return equals(parametersOf(parse(stored)));
    }

    private static Matcher parse(String stored) {
        Matcher phc = PHC.matcher(stored);
        if (!phc.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash in the PHC string format");
        }
        return phc;
    }

    private static Argon2id parametersOf(Matcher phc) {
        return new Argon2id(
                Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
    }

    private String phc(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib, iterations, parallelism, BASE64.encodeToString(salt), BASE64.encodeToString(hash));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        // Not a constant, which a native executable would be built with.
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private byte[] compute(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] secret = bytes(password);
        byte[] hash = new byte[length];
        generator.generateBytes(secret, hash);
        Arrays.fill(secret, (byte) 0);
        return hash;
    }

    /** The same bytes however the keyboard composed the letters (NIST SP 800-63B, 3.1.1.2). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}

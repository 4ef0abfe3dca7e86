package io.recourse.identity.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * An RSA key pair that access tokens are signed with.
 *
 * @param kid       names it in the header of a token; a digest of the public key
 * @param readyAt   no token may be signed with it earlier: from then on every verifier can have learnt of it
 * @param signsFrom tokens are signed with it from then on, until the next one signs; null while it is in reserve
 */
record SigningKey(
        String kid,
        RSAPublicKey publicKey,
        PrivateKey privateKey,
        Instant createdAt,
        Instant readyAt,
        Instant signsFrom) {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 3072;
    private static final int KID_BYTES = 12;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** Makes the pair that a new installation signs with; takes up to seconds of processor time. */
    static SigningKey generateFirst(Instant now) {
        return generate(now, now, now);
    }

    /** Makes a pair that is to sign some day; takes up to seconds of processor time. */
    static SigningKey generateReserve(Instant now, Instant readyAt) {
        return generate(now, readyAt, null);
    }

    private static SigningKey generate(Instant createdAt, Instant readyAt, Instant signsFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
            String kid = BASE64URL.encodeToString(Arrays.copyOf(digest, KID_BYTES));
            return new SigningKey(
                    kid, (RSAPublicKey) pair.getPublic(), pair.getPrivate(), createdAt, readyAt, signsFrom);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }

    /**
     * Reads a pair that was kept.
     *
     * @param x509  the public key
     * @param pkcs8 the private key
     */
    static SigningKey read(
            String kid, byte[] x509, byte[] pkcs8, Instant createdAt, Instant readyAt, Instant signsFrom) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new SigningKey(
                    kid,
                    (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(x509)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                    createdAt,
                    readyAt,
                    signsFrom);
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException("the signing key %s is malformed".formatted(kid), malformed);
        }
    }

    /** Whether it is published, and waits for its turn to sign. */
    boolean isInReserve() {
        return signsFrom == null;
    }

    /** Whether tokens have been signed with it by now. */
    boolean hasSigned(Instant now) {
        return signsFrom != null && !signsFrom.isAfter(now);
    }

    /** The public key as a JSON Web Key. */
    JsonWebKeySet.JsonWebKey toJwk() {
        return new JsonWebKeySet.JsonWebKey(
                "RSA",
                kid,
                "sig",
                "RS256",
                BASE64URL.encodeToString(unsigned(publicKey.getModulus())),
                BASE64URL.encodeToString(unsigned(publicKey.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}

package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Seals private keys, so that whoever reads the database or a backup of it cannot sign tokens. */
@Singleton
class KeyVault {

    private static final int SHORTEST_SECRET = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "recourse signing keys 1".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    @Inject
    KeyVault(KeyConfig config) {
        this(config.secret()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .orElseThrow(() -> new ConfigurationException(
                        ("RECOURSE_KEYS_SECRET must be set, to %d characters or more that nobody can guess: it protects"
                                        + " the signing keys in the database. Make it once, for instance with:"
                                        + " openssl rand -base64 32")
                                .formatted(SHORTEST_SECRET))));
    }

    private KeyVault(String secret) {
        try {
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(PURPOSE, 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK from 25 on has HKDF", impossible);
        }
    }

    /**
     * Seals a private key.
     *
     * @param kid the key's id, which the seal is bound to
     */
    byte[] seal(String kid, byte[] privateKey) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce).doFinal(privateKey);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM seals everything", impossible);
        }
    }

    /**
     * Opens a sealed private key.
     *
     * @throws IllegalStateException when it was sealed under another secret, or for another id
     */
    byte[] open(String kid, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, kid, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException notOurs) {
            throw new IllegalStateException(
                    "The signing key %s was sealed under another RECOURSE_KEYS_SECRET than the present one"
                            .formatted(kid),
                    notOurs);
        }
    }

    private Cipher cipher(int mode, String kid, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Makes texts of texts that nobody makes without the service's own secret: the same on all replicas. */
@Singleton
public class SecretMac {

    /** What a text is made for. Each purpose has a key of its own, so one never gives away another. */
    public enum Purpose {
        /** Stands for a password in the fingerprint of a request. */
        REQUEST_FINGERPRINT("recourse request fingerprints 1"),
        /** Is the refresh token that follows another. */
        SUCCESSOR_OF_TOKEN("recourse successors of refresh tokens 1");

        private final byte[] label;

        Purpose(String label) {
            this.label = label.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final String ALGORITHM = "HmacSHA256";

    private final Map<Purpose, SecretKey> keys = new EnumMap<>(Purpose.class);

    @Inject
    SecretMac(KeyConfig config) {
        // That there is a good secret is a condition of the vault, without which the service does not start.
        byte[] secret = config.secret().orElseThrow().getBytes(StandardCharsets.UTF_8);
        for (Purpose purpose : Purpose.values()) {
            keys.put(purpose, key(secret, purpose));
        }
    }

    /** The same for the same text and purpose: 64 hexadecimal digits. */
    public String of(Purpose purpose, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(keys.get(purpose));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC", impossible);
        }
    }

    private static SecretKey key(byte[] secret, Purpose purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            ALGORITHM,
                            HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(purpose.label, 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK from 25 on has HKDF", impossible);
        }
    }
}

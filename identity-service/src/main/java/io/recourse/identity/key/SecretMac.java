package io.recourse.identity.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Stands for a secret where it is to be recognised and not known: nobody guesses it without the service's own secret. */
@Singleton
public class SecretMac {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "recourse request fingerprints 1".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key;

    @Inject
    SecretMac(KeyConfig config) {
        try {
            // That there is a good secret is a condition of the vault, without which the service does not start.
            key = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            ALGORITHM,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(config.secret().orElseThrow().getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(PURPOSE, 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK from 25 on has HKDF", impossible);
        }
    }

    /** The same for the same text: 64 hexadecimal digits. */
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC", impossible);
        }
    }
}

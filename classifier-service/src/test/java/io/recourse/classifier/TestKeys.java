package io.recourse.classifier;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.recourse.platform.token.VerificationKeys;
import io.smallrye.mutiny.Uni;

/** Knows the key that the tests sign with, in the place of identity. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestKeys implements VerificationKeys {

    static final String KID = "test";
    static final KeyPair KEYS = generate();

    @Override
    public Uni<PublicKey> find(String kid) {
        return Uni.createFrom().item(KID.equals(kid) ? KEYS.getPublic() : null);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package io.recourse.complaint;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.recourse.platform.token.Role;
import io.recourse.platform.token.VerificationKeys;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;

/** Stands in for identity: signs tokens with a key of its own, which the service under test is told to trust. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestTokens implements VerificationKeys {

    private static final String KID = "test";
    private static final KeyPair KEYS = generate();
    private static final Map<UUID, String> TOKENS = new ConcurrentHashMap<>();

    /** Somebody with a token. */
    public record TestUser(UUID id, String username, String name, Role role) {

        public static TestUser of(Role role) {
            UUID id = UUID.randomUUID();
            String username = role + "-" + id.toString().substring(0, 8);
            return new TestUser(id, username, "Test " + username, role);
        }

        /** The same one each time, as of a client: what was verified before is answered in another way. */
        public String token() {
            return TOKENS.computeIfAbsent(id, first -> token(UUID.randomUUID().toString()));
        }

        public String token(String sessionId) {
            Instant now = Instant.now();
            return Jwt.issuer("https://recourse.example/identity")
                    .audience("recourse")
                    .subject(id.toString())
                    .upn(username)
                    .groups(Set.of(role.toString()))
                    .claim("name", name)
                    .claim("sid", sessionId)
                    .issuedAt(now)
                    .expiresAt(now.plus(Duration.ofMinutes(15)))
                    .jws()
                    .keyId(KID)
                    .sign(KEYS.getPrivate());
        }
    }

    @Override
    public PublicKey known(String kid) {
        return KID.equals(kid) ? KEYS.getPublic() : null;
    }

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
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }
}

package io.recourse.classifier;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.recourse.platform.token.Role;
import io.smallrye.jwt.build.Jwt;

/** Access tokens like identity's. */
public final class TestTokens {

    private TestTokens() {}

    /** A token that is valid for 15 minutes. */
    public static String of(Role role) {
        return of(role, Instant.now());
    }

    static String of(Role role, Instant issuedAt) {
        return of(role, issuedAt, UUID.randomUUID());
    }

    static String of(Role role, Instant issuedAt, UUID user) {
        return Jwt.issuer("https://recourse.example/identity")
                .audience("recourse")
                .subject(user.toString())
                .upn("someone")
                .groups(Set.of(role.toString()))
                .claim("sid", UUID.randomUUID().toString())
                .claim("name", "Some One")
                .issuedAt(issuedAt)
                .expiresAt(issuedAt.plus(Duration.ofMinutes(15)))
                .jws()
                .keyId(TestKeys.KID)
                .sign(TestKeys.KEYS.getPrivate());
    }
}

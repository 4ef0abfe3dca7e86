package io.recourse.identity.key;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.token.Caller;
import io.recourse.platform.token.TokenConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** Makes access tokens. */
@ApplicationScoped
public class TokenSigner {

    private final SigningKeys keys;
    private final TokenConfig config;
    private final Clock clock;
    private final Vertx vertx;

    @Inject
    TokenSigner(SigningKeys keys, TokenConfig config, Clock clock, Vertx vertx) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** Signs a token for a caller, off the event loop: it takes milliseconds. */
    public Uni<String> sign(Caller caller) {
        return vertx.executeBlocking(() -> signed(caller), false);
    }

    private String signed(Caller caller) {
        SigningKey key = keys.current();
        Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Jwt.issuer(config.issuer())
                .audience(config.audience())
                .subject(caller.id().toString())
                .upn(caller.username())
                .groups(caller.role().toString())
                .claim("sid", caller.sessionId())
                .claim("name", caller.name())
                .issuedAt(issuedAt)
                .expiresAt(issuedAt.plus(config.lifetime()))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(key.kid())
                .sign(key.privateKey());
    }
}

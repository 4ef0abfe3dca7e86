package io.recourse.platform.token;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens against identity's keys. Unlike the provider of the extension it waits for an unknown key
 * without blocking, refuses the tokens of sessions that have ended, and verifies the signature of a token once: that is
 * what costs most about a small request.
 */
@ApplicationScoped
public class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    private static final int TOKEN_MAX_CHARACTERS = 8_000;

    private final TokenConfig config;
    private final VerificationKeys keys;
    private final RevokedSessions revoked;
    private final Clock clock;
    private final DefaultJWTParser parser = new DefaultJWTParser();
    private final VerifiedTokens verified = new VerifiedTokens();

    @Inject
    TokenIdentityProvider(TokenConfig config, VerificationKeys keys, RevokedSessions revoked, Clock clock) {
        this.config = config;
        this.keys = keys;
        this.revoked = revoked;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        keys.start();
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        // The highest is asked first; the extension's own has the default, which is one above SYSTEM_FIRST.
        return SYSTEM_FIRST + 1000;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        if (token.length() > TOKEN_MAX_CHARACTERS) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not a token of this desk"));
        }
        VerifiedTokens.Entry known = verified.get(token);
        String kid = known == null ? kid(token) : known.kid();
        if (kid == null) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not a token of this desk"));
        }
        return keys.find(kid).map(key -> {
            if (known != null && known.key().equals(key)) {
                return stillGood(known.identity());
            }
            SecurityIdentity identity = stillGood(identity(request, verify(token, key)));
            verified.put(token, new VerifiedTokens.Entry(kid, key, identity));
            return identity;
        });
    }

    /**
     * The bearer of a token that was verified before and is still good.
     *
     * @return null when that takes longer to find out, or is not so
     */
    public Caller known(String token) {
        VerifiedTokens.Entry entry = token.length() > TOKEN_MAX_CHARACTERS ? null : verified.get(token);
        if (entry == null || !entry.key().equals(keys.known(entry.kid()))) {
            return null;
        }
        Bearer bearer = entry.identity().getAttribute(Bearer.ATTRIBUTE);
        return flaw(bearer) == null ? bearer.caller() : null;
    }

    private JsonWebToken verify(String token, PublicKey key) {
        if (key == null) {
            throw new AuthenticationFailedException("signed with an unknown key");
        }
        JWTAuthContextInfo expected = new JWTAuthContextInfo(key, config.issuer());
        expected.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        expected.setExpectedAudience(Set.of(config.audience()));
        expected.setClockSkew((int) config.clockSkew().toSeconds());
        expected.setRequiredClaims(Set.of("sub", "upn", "groups", "sid", "exp", "iat"));
        try {
            JsonWebToken parsed = parser.parse(token, expected);
            if (parsed.getGroups().size() != 1) {
                throw new AuthenticationFailedException("not a token of this desk");
            }
            return parsed;
        } catch (ParseException invalid) {
            throw new AuthenticationFailedException("the token is not valid", invalid);
        }
    }

    /** What changes while a token lives: time passes, and its session may end. */
    private SecurityIdentity stillGood(SecurityIdentity identity) {
        String flaw = flaw(identity.getAttribute(Bearer.ATTRIBUTE));
        if (flaw != null) {
            throw new AuthenticationFailedException(flaw);
        }
        return identity;
    }

    private String flaw(Bearer bearer) {
        if (bearer.expiresAt() <= earliestExpiry()) {
            return "the token has expired";
        }
        if (bearer.issuedAt() > latestIssue()) {
            return "the token is from the future";
        }
        return revoked.contains(bearer.caller().sessionId()) ? "the session has ended" : null;
    }

    /** Seconds since 1970, by the same clock as the parser's. */
    private long earliestExpiry() {
        return Instant.now().minus(config.clockSkew()).getEpochSecond();
    }

    /** Seconds since 1970; the clock of whoever signs may be ahead by as much as it may be behind when a token expires. */
    private long latestIssue() {
        return clock.instant().plus(config.clockSkew()).getEpochSecond();
    }

    private static SecurityIdentity identity(TokenAuthenticationRequest request, JsonWebToken token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addRoles(token.getGroups())
                .addCredential(request.getToken())
                .addAttribute(Bearer.ATTRIBUTE, Bearer.of(token))
                .build();
    }

    /** The id of the key that the token claims to be signed with, null for what is no signed token. */
    private static String kid(String token) {
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return null;
        }
        try {
            return JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue();
        } catch (JoseException malformed) {
            return null;
        }
    }
}

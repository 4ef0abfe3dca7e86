package io.recourse.platform.token;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Gives the caller of the request under way. */
@RequestScoped
public class CurrentCaller {

    @Inject
    CurrentIdentityAssociation association;

    /**
     * The caller of a route that lets in only those who are signed in.
     *
     * @throws UnauthorizedException (401) when nobody is signed in
     */
    public Caller get() {
        return caller(association.getIdentity()).orElseThrow(UnauthorizedException::new);
    }

    /** When the access token of the request dies; null for a request without one. */
    public Instant expiresAt() {
        Bearer bearer = association.getIdentity().getAttribute(Bearer.ATTRIBUTE);
        return bearer == null ? null : Instant.ofEpochSecond(bearer.expiresAt());
    }

    /** The caller of a route that is open to everyone; empty for the anonymous, a failure (401) for a bad token. */
    public Uni<Optional<Caller>> find() {
        return association.getDeferredIdentity().map(CurrentCaller::caller);
    }

    private static Optional<Caller> caller(SecurityIdentity identity) {
        Bearer bearer = identity.getAttribute(Bearer.ATTRIBUTE);
        return Optional.ofNullable(bearer).map(Bearer::caller);
    }
}

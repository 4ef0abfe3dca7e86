package io.recourse.platform.token;

import java.util.UUID;

import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a token says of its bearer, read once: to be asked for a claim that it does not know by name, the library's token
 * makes an exception each time, which costs more than all else about a request that is let in.
 *
 * @param issuedAt  seconds since 1970
 * @param expiresAt seconds since 1970
 */
record Bearer(Caller caller, long issuedAt, long expiresAt) {

    /** The name of the identity's attribute that has it. */
    static final String ATTRIBUTE = "recourse.bearer";

    static Bearer of(JsonWebToken token) {
        String username = token.getName();
        String name = token.getClaim("name") instanceof String given ? given : username;
        Role role = Role.fromString(token.getGroups().iterator().next());
        Caller caller = new Caller(UUID.fromString(token.getSubject()), username, name, role, token.getClaim("sid"));
        return new Bearer(caller, token.getIssuedAtTime(), token.getExpirationTime());
    }
}

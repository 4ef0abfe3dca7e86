package io.recourse.identity.key;

import java.util.List;

/** The public keys that access tokens are verified with (RFC 7517). */
record JsonWebKeySet(List<JsonWebKey> keys) {

    /** An RSA key; {@code n} and {@code e} are its modulus and exponent in base64url. */
    record JsonWebKey(String kty, String kid, String use, String alg, String n, String e) {}
}

package io.recourse.identity.key;

import java.time.Instant;

/**
 * A new signing key, as its maker sees it.
 *
 * @param kid       names it in the header of tokens
 * @param signsFrom new tokens are signed with it from then on
 */
record RotatedKey(String kid, Instant createdAt, Instant signsFrom) {}

package io.recourse.identity.key;

import java.time.Instant;

/**
 * The key that signs after a rotation, as the admin sees it.
 *
 * @param kid       names it in the header of tokens
 * @param signsFrom new tokens are signed with it from then on: at once, unless it was made seconds ago
 */
record RotatedKey(String kid, Instant createdAt, Instant signsFrom) {}

package io.recourse.identity.mail;

import java.util.UUID;

/**
 * A mail that is this replica's to send.
 *
 * @param token    the text of the link's token, which was made for this attempt
 * @param attempts how often it has been tried, this time included
 */
record OwedMail(UUID accountId, LinkPurpose purpose, String token, String username, String email, int attempts) {

    /** Keeps the token and the address out of logs. */
    @Override
    public String toString() {
        return "OwedMail[accountId=%s, purpose=%s]".formatted(accountId, purpose);
    }
}

package io.recourse.identity.session;

import io.recourse.identity.account.AccountView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tokens of a session.
 *
 * @param refreshToken works once; the answer to it has the next
 * @param expiresIn    seconds that the access token lives
 */
public record SignedIn(
        String accessToken,
        String refreshToken,
        @Schema(examples = "Bearer") String tokenType,
        long expiresIn,
        AccountView user) {

    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
        return "SignedIn[]";
    }
}

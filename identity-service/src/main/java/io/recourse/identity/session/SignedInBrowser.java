package io.recourse.identity.session;

import io.recourse.identity.account.AccountView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The access token of a session whose refresh token is in a cookie.
 *
 * @param expiresIn seconds that the access token lives
 */
record SignedInBrowser(
        String accessToken, @Schema(examples = "Bearer") String tokenType, long expiresIn, AccountView user) {

    static SignedInBrowser of(SignedIn signedIn) {
        return new SignedInBrowser(signedIn.accessToken(), signedIn.tokenType(), signedIn.expiresIn(), signedIn.user());
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "SignedInBrowser[]";
    }
}

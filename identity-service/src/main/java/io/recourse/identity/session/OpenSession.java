package io.recourse.identity.session;

import io.recourse.identity.account.Account;
import io.recourse.platform.token.Caller;

/**
 * A session that was begun or refreshed.
 *
 * @param refreshToken the text of its next refresh token
 */
public record OpenSession(Account account, UserSession session, String refreshToken) {

    /** Who its access tokens speak for. */
    Caller caller() {
        return new Caller(
                account.id(),
                account.username(),
                account.name(),
                account.role(),
                session.id().toString());
    }
}

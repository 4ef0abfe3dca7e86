package io.recourse.identity.account;

import java.util.UUID;

/** There is no such account, or the caller may not see it. */
public class AccountNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param id of the account */
    public AccountNotFoundException(UUID id) {
        super("no account " + id);
    }
}

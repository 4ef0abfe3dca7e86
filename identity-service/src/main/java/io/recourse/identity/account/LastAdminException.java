package io.recourse.identity.account;

import java.util.UUID;

/** Without this account nobody could administer the desk. */
public class LastAdminException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LastAdminException(UUID id) {
        super("account " + id + " is the last active admin");
    }
}

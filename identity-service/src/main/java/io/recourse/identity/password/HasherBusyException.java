package io.recourse.identity.password;

/** More passwords wait to be hashed than could be served in time. */
public class HasherBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    HasherBusyException() {
        super("too many sign-ins at once");
    }
}

package io.recourse.identity.session;

/** A page of another site wants to use the cookie of a browser. */
public class ForeignPageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignPageException() {
        super("only pages of this site may sign in and out with a cookie");
    }
}

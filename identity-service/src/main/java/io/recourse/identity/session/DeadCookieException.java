package io.recourse.identity.session;

/** A browser has no cookie, or one that keeps nobody signed in any more. */
public class DeadCookieException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String forgetCookie;

    DeadCookieException(String forgetCookie) {
        super("this browser is not signed in, or no longer");
        this.forgetCookie = forgetCookie;
    }

    /** The value of {@code Set-Cookie} with which the browser forgets it. */
    public String forgetCookie() {
        return forgetCookie;
    }
}

package io.recourse.identity.session;

/** A password or refresh token that nobody is let in with; which of the possible reasons it was stays inside. */
public class SignInRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private SignInRefusedException(String message) {
        super(message);
    }

    static SignInRefusedException ofPassword() {
        return new SignInRefusedException("the username or the password is wrong");
    }

    static SignInRefusedException ofRefreshToken() {
        return new SignInRefusedException("the refresh token is not valid, or no longer");
    }
}

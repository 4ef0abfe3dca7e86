package io.recourse.identity.password;

import io.recourse.platform.problem.InvalidInputException;

/** What a new password must not be; its length is bounded by {@link #SHORTEST} and {@link #LONGEST}. */
public final class PasswordPolicy {

    /** Characters. */
    public static final int SHORTEST = 8;

    /** Characters. */
    public static final int LONGEST = 128;

    private PasswordPolicy() {}

    /**
     * Refuses a password that is guessed first.
     *
     * @param field the name of the field it came in
     * @throws InvalidInputException (400) when it is the username or the e-mail address, or a common password
     */
    public static void check(String field, String password, String username, String email) {
        if (password.equalsIgnoreCase(username) || password.equalsIgnoreCase(email)) {
            throw new InvalidInputException(field, "must not be the username or the e-mail address");
        }
        if (CommonPasswords.contains(password)) {
            throw new InvalidInputException(field, "is one of the most common passwords");
        }
    }
}

package io.recourse.identity.account;

import org.hibernate.exception.ConstraintViolationException;

/** Another account has this username or e-mail address. */
public class AlreadyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    private AlreadyTakenException(String field) {
        super(field + " is taken");
        this.field = field;
    }

    /** {@code username} or {@code email}. */
    public String field() {
        return field;
    }

    /** What a failure of the database means; the failure itself when it means something else. */
    static Throwable translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                return switch (violation.getConstraintName()) {
                    case "account_username_key" -> new AlreadyTakenException("username");
                    case "account_email_key" -> new AlreadyTakenException("email");
                    case null, default -> failure;
                };
            }
        }
        return failure;
    }
}

package io.recourse.identity.export;

/** The complaint service does not say what it holds on a person. */
public class ComplaintsAwayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ComplaintsAwayException(Throwable cause) {
        super("the complaint service cannot be asked", cause);
    }
}

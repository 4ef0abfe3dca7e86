package io.recourse.complaint;

/** The complaint is in a state in which this cannot be done to it. */
public class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what state it is in, and what would help */
    public ConflictException(String message) {
        super(message);
    }
}

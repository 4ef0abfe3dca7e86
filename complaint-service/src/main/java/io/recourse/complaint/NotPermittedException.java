package io.recourse.complaint;

/** The caller sees the complaint and yet may not do this to it. */
public class NotPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message who may do it instead */
    public NotPermittedException(String message) {
        super(message);
    }
}

package io.recourse.platform.event;

/** A message that is no CloudEvent of ours; trying again cannot help. */
public class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what is wrong, without personal data */
    public MalformedEventException(String message) {
        super(message);
    }

    MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}

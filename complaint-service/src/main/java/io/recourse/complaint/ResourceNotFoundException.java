package io.recourse.complaint;

/** A complaint that the caller sees has no such part, such as a comment. */
public class ResourceNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what there is not */
    public ResourceNotFoundException(String message) {
        super(message);
    }
}

package io.recourse.platform.problem;

/** The caller decided on a version that is no longer the present one. */
public class PreconditionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param presentTag the entity tag of the present version */
    public PreconditionFailedException(String presentTag) {
        super("the resource has changed meanwhile; its entity tag is now " + presentTag);
    }
}

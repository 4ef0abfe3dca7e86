package io.recourse.escalation.webhook;

/** A webhook leads to an address that must not be called. */
class ForbiddenTargetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForbiddenTargetException() {
        super("leads to an address that is not of the public internet");
    }
}

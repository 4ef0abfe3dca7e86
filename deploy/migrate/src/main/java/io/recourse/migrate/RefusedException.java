package io.recourse.migrate;

/** A row of a dump cannot be brought over; the message says why. */
class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String why) {
        super(why, null, false, false);
    }
}

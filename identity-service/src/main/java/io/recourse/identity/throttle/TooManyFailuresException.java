package io.recourse.identity.throttle;

import java.time.Duration;

/** An account or address has failed to sign in too often. */
public class TooManyFailuresException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyFailuresException(Duration wait) {
        super("too many failed sign-ins; try again later");
        this.wait = wait;
    }

    /** After this time another attempt is looked at; whole seconds, 1 or more. */
    public Duration untilNextAttempt() {
        return wait;
    }
}

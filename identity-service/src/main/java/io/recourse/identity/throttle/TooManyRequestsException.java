package io.recourse.identity.throttle;

import java.time.Duration;

/** Somebody has asked for the same too often. */
public class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyRequestsException(Duration wait) {
        super("too many requests of this kind; try again later");
        this.wait = wait;
    }

    /** After this time another request is looked at; whole seconds, 1 or more. */
    public Duration untilNextRequest() {
        return wait;
    }
}

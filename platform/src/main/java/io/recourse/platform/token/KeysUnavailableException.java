package io.recourse.platform.token;

import java.io.IOException;

/** Tokens cannot be verified yet: identity has not been reached since this service's database was made. */
public class KeysUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    KeysUnavailableException() {
        super("identity's keys are not known yet");
    }
}

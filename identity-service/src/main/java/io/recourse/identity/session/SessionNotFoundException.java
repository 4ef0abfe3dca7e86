package io.recourse.identity.session;

import java.util.UUID;

/** There is no such session, it is somebody else's, or it is over. */
public class SessionNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SessionNotFoundException(UUID sid) {
        super("no session " + sid);
    }
}

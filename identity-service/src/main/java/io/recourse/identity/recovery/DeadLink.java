package io.recourse.identity.recovery;

import io.recourse.platform.problem.UnprocessableException;

/** The answer to a link that does not work; why, is not told. */
final class DeadLink {

    private DeadLink() {}

    static UnprocessableException failure() {
        return new UnprocessableException("token", "is of no link that works: unknown, used, replaced or expired");
    }

    static void unless(boolean spent) {
        if (!spent) {
            throw failure();
        }
    }
}

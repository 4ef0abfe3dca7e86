package io.recourse.platform.problem;

import java.util.Arrays;
import java.util.Set;

/**
 * Tells requests that the REST layer cannot read from mistakes of ours. It throws whatever comes up for them (a null
 * pointer for a part without a name, an input-output failure for a form without an end), so where it was thrown is all
 * that there is to go by.
 */
final class UnreadableRequests {

    private static final String OURS = "io.recourse.";

    /** Where multipart bodies and media types are read. */
    private static final Set<String> READERS = Set.of(
            "org.jboss.resteasy.reactive.server.core.multipart.",
            "org.jboss.resteasy.reactive.server.handlers.FormBodyHandler",
            "org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate",
            "org.jboss.resteasy.reactive.common.util.MediaTypeHelper",
            "org.jboss.resteasy.reactive.server.mapping.RequestMapper",
            "org.jboss.resteasy.reactive.server.handlers.MediaTypeMapper");

    private UnreadableRequests() {}

    /** Whether a failure, or a cause of it, was thrown while a request was being read, by code that is not ours. */
    static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith(OURS)) {
                    break;
                }
                if (READERS.stream().anyMatch(frame.getClassName()::startsWith)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a log may say of it: the kind of failure and where it was thrown, nothing of the request. */
    static String describe(Throwable failure) {
        return failure.getClass().getSimpleName() + " at "
                + Arrays.stream(failure.getStackTrace())
                        .findFirst()
                        .map(Object::toString)
                        .orElse("?");
    }
}

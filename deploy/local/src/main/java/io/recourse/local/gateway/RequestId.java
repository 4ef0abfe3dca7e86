package io.recourse.local.gateway;

import java.util.UUID;
import java.util.regex.Pattern;

/** Finds all traces of one request in the logs of all services. */
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RequestId() {}

    /** Returns the identifier the client has chosen, or a new one if it has chosen none or a bad one. */
    static String acceptOrCreate(String chosen) {
        return chosen != null && ACCEPTED.matcher(chosen).matches()
                ? chosen
                : UUID.randomUUID().toString();
    }
}

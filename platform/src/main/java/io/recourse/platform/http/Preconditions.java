package io.recourse.platform.http;

import io.recourse.platform.problem.PreconditionFailedException;

/** Entity tags made of a version, and the {@code If-Match} that names them (RFC 9110, 13.1.1). */
public final class Preconditions {

    private Preconditions() {}

    /** The strong entity tag of a version, quotes included. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses a change that was decided on another version than the present one. A tag that a compressing gateway has
     * made weak on its way out ({@code W/"7"}) still names that version: it stands for a state, not for bytes.
     *
     * @param ifMatch the header as sent, null when absent: then everything matches
     * @throws PreconditionFailedException (412) when no tag of the header is that of the version
     */
    public static void requireMatch(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return;
        }
        String present = etag(version);
        for (String tag : ifMatch.split(",")) {
            String named = tag.strip();
            if (named.equals(present) || named.equals("W/" + present)) {
                return;
            }
        }
        throw new PreconditionFailedException(present);
    }
}

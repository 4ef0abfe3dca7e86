package io.recourse.platform.http;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.PreconditionFailedException;

/** Entity tags made of a version, and the conditions on them: {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). */
public final class Preconditions {

    private Preconditions() {}

    /** The strong entity tag of a version, quotes included. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The strong entity tag of an answer that also shows what has no part in the version, such as other people's names.
     * {@link #requireMatch} takes it for the version alone, since a new name makes no change conflict.
     *
     * @param shown what the answer shows beside the version
     */
    public static String etag(long version, List<?> shown) {
        return "\"" + version + "-"
                + HexFormat.of().toHexDigits(shown.toString().hashCode()) + "\"";
    }

    /**
     * Whether the caller has what would be answered: then 304 is all that there is to say.
     *
     * @param ifNoneMatch the header as sent, null when absent: then the caller has nothing
     * @param tag         the entity tag of the answer, quotes included
     */
    public static boolean isKnown(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        // A proxy that compresses makes tags weak; for a reader that is the same answer.
        return ifNoneMatch.strip().equals("*")
                || Arrays.stream(ifNoneMatch.split(","))
                        .map(known -> known.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag::equals);
    }

    /**
     * Refuses a change that was decided on another version than the present one. A tag that a compressing gateway has
     * made weak on its way out ({@code W/"7"}) still names that version: it stands for a state, not for bytes.
     *
     * @param ifMatch the header as sent, null when absent: then everything matches
     * @throws InvalidInputException       (400) for a header without a tag: a client that sends one has lost what it read
     * @throws PreconditionFailedException (412) when no tag of the header is that of the version
     */
    public static void requireMatch(String ifMatch, long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        if (ifMatch.isBlank()) {
            throw new InvalidInputException("If-Match", "must be * or entity tags");
        }
        String present = etag(version);
        String presentWithMore = "\"%d-".formatted(version);
        for (String tag : ifMatch.split(",")) {
            String named = tag.strip().replaceFirst("^W/", "");
            if (named.equals(present) || named.startsWith(presentWithMore)) {
                return;
            }
        }
        throw new PreconditionFailedException(present);
    }
}

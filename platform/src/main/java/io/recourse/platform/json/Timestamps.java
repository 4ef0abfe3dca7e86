package io.recourse.platform.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Timestamps as clients write them (RFC 3339), within the years that a timestamp of ours can have. */
public final class Timestamps {

    private static final int LAST_YEAR = 9999;

    private Timestamps() {}

    /**
     * Reads a timestamp with its offset, such as {@code 2026-11-20T08:00:00Z}.
     *
     * @throws IllegalArgumentException for anything else, with a message for the client
     */
    public static Instant parse(String text) {
        try {
            OffsetDateTime at = OffsetDateTime.parse(text.strip()).withOffsetSameInstant(ZoneOffset.UTC);
            if (at.getYear() >= 1 && at.getYear() <= LAST_YEAR) {
                return at.toInstant();
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a year that is out of range.
        }
        throw new IllegalArgumentException("must be an RFC 3339 timestamp, with an offset and a year from 1 to 9999");
    }
}

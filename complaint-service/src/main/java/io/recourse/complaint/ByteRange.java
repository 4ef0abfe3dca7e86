package io.recourse.complaint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a representation that a request is answered with (RFC 9110, section 14).
 *
 * @param from  the first byte, from 0
 * @param count how many, at least 1
 * @param of    how many there are in all
 */
record ByteRange(long from, long count, long of) {

    /** The unit in which ranges can be asked for. */
    static final String UNIT = "bytes";

    private static final Pattern ONE_RANGE =
            Pattern.compile("bytes\\s*=[\\s,]*(\\d*)\\s*-\\s*(\\d*)[\\s,]*", Pattern.CASE_INSENSITIVE);
    /** Longer ones would not fit a long, and no image is nearly as large. */
    private static final int MOST_DIGITS = 18;

    /** All of it, as the answer to a request for no range in particular. */
    static ByteRange whole(long size) {
        return new ByteRange(0, size, size);
    }

    /**
     * Reads a Range header.
     *
     * @param range the header, or null
     * @param size  how many bytes there are
     * @return empty for what is malformed, in another unit, or several ranges: to be ignored, as the RFC has it or lets it
     * @throws UnsatisfiableRangeException when none of those asked for exists
     */
    static Optional<ByteRange> parse(String range, long size) {
        Matcher one = range == null ? null : ONE_RANGE.matcher(range.strip());
        if (one == null
                || !one.matches()
                || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            return Optional.of(last(number(one.group(2)), size));
        }
        long from = number(one.group(1));
        long to = one.group(2).isEmpty() ? Long.MAX_VALUE : number(one.group(2));
        if (to < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw new UnsatisfiableRangeException(size);
        }
        return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1, size));
    }

    private static ByteRange last(long count, long size) {
        if (count == 0 || size == 0) {
            throw new UnsatisfiableRangeException(size);
        }
        long existing = Math.min(count, size);
        return new ByteRange(size - existing, existing, size);
    }

    private static long number(String digits) {
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** The Content-Range header. */
    String contentRange() {
        return "bytes %d-%d/%d".formatted(from, from + count - 1, of);
    }
}

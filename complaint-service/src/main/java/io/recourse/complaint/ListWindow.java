package io.recourse.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A window in the time of filing, in which a search gathers what has the words: the order of such a list without a walk
 * along it.
 *
 * @param from  the first instant of the window, null when it reaches back to the first complaint
 * @param until the last one, null when it reaches to the last complaint
 * @param width how long the window is
 * @param last  whether nothing of the list lies behind it
 */
record ListWindow(Instant from, Instant until, Duration width, boolean last) {

    /**
     * The window behind a place.
     *
     * @param after  null for the beginning of the list
     * @param oldest when the oldest complaint was filed
     */
    static ListWindow behind(ListPosition after, ListQuery query, Instant oldest, Instant now, Duration width) {
        Instant first = query.sort().isAscending() ? query.createdFrom() : query.createdTo();
        Instant start = after == null ? first : after.at().toInstant();
        if (query.sort().isAscending()) {
            Instant end = (start == null ? oldest : start).plus(width).truncatedTo(ChronoUnit.MICROS);
            boolean last = end.isAfter(now) || (query.createdTo() != null && end.isAfter(query.createdTo()));
            return new ListWindow(start, last ? null : end, width, last);
        }
        Instant end = (start == null ? now : start).minus(width).truncatedTo(ChronoUnit.MICROS);
        boolean last = end.isBefore(oldest) || (query.createdFrom() != null && end.isBefore(query.createdFrom()));
        return new ListWindow(last ? null : end, start, width, last);
    }

    /** The place behind the window. */
    ListPosition end(ComplaintSort sort) {
        Instant at = sort.isAscending() ? until.plus(1, ChronoUnit.MICROS) : from;
        return new ListPosition(0, at.atOffset(ZoneOffset.UTC), 0);
    }
}

package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The stretch of an order in which the complaints of a list stand. The start of an index scan has to be one place, for
 * PostgreSQL walks to the second of two starts instead of going there.
 */
final class ListSpan {

    /** Nothing is filed or updated before or after; a cursor can name them. */
    static final OffsetDateTime BEGINNING = OffsetDateTime.parse("0000-01-01T00:00:00Z");

    static final OffsetDateTime END = OffsetDateTime.parse("9999-12-31T23:59:59Z");

    private final ListQuery query;
    private final ComplaintSort sort;

    ListSpan(ListQuery query) {
        this.query = query;
        this.sort = query.sort();
    }

    /** The place behind which the first complaint of a priority stands. */
    ListPosition beginning(int rank) {
        Instant first = sort.isAscending() ? query.createdFrom() : query.createdTo();
        if (first == null || (sort.byUpdate() && !sort.isAscending())) {
            return new ListPosition(rank, sort.isAscending() ? BEGINNING : END, 0);
        }
        Instant start = sort.byUpdate() ? beforeUpdates(first) : first;
        return new ListPosition(rank, start.atOffset(ZoneOffset.UTC), 0);
    }

    /** The place behind the last complaint of a priority. */
    ListPosition end(int rank) {
        return new ListPosition(rank, sort.isAscending() ? END : BEGINNING, 0);
    }

    /** A place, or the beginning of its priority if that is further. */
    ListPosition within(ListPosition place) {
        ListPosition beginning = beginning(place.rank());
        boolean behind = sort.isAscending()
                ? !place.at().isBefore(beginning.at())
                : place.at().isBefore(beginning.at());
        return behind ? place : beginning;
    }

    /** Where a scan may end, as an instant of the order's column; null where it may not before the last complaint. */
    Instant end() {
        if (sort.isAscending()) {
            return sort.byUpdate() ? null : query.createdTo();
        }
        return query.createdFrom() == null || !sort.byUpdate()
                ? query.createdFrom()
                : beforeUpdates(query.createdFrom());
    }

    /** Ranks of priorities that are asked for, in their order, from the one at which a place is. */
    List<Integer> ranks(ListPosition after) {
        return query.facets().stream()
                .map(facet -> Facets.rank(facet))
                .distinct()
                .filter(rank -> after == null || rank == after.rank() || isBehind(rank, after.rank()))
                .filter(rank -> after == null || !after.equals(end(rank)))
                .sorted((one, other) -> isBehind(one, other) ? 1 : one.equals(other) ? 0 : -1)
                .toList();
    }

    private boolean isBehind(int rank, int other) {
        return sort.isAscending() ? rank > other : rank < other;
    }

    /** Nothing is updated before it is filed, give or take what the clocks of two replicas differ. */
    private static Instant beforeUpdates(Instant created) {
        return created.minus(1, ChronoUnit.HOURS);
    }
}

package io.recourse.complaint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.recourse.platform.page.Cursor;
import io.recourse.platform.problem.InvalidInputException;

/**
 * The orders in which complaints are listed. Each ends with the id, so that no two complaints stand at one place; those
 * of one priority stand by when they were filed.
 */
public enum ComplaintSort {
    OLDEST("created_at", "created_at", false, true),
    NEWEST("-created_at", "created_at", false, false),
    LEAST_RECENTLY_UPDATED("updated_at", "updated_at", false, true),
    RECENTLY_UPDATED("-updated_at", "updated_at", false, false),
    LEAST_URGENT("priority", "created_at", true, true),
    MOST_URGENT("-priority", "created_at", true, false);

    private final String text;
    private final String column;
    private final boolean byPriority;
    private final boolean ascending;

    ComplaintSort(String text, String column, boolean byPriority, boolean ascending) {
        this.text = text;
        this.column = column;
        this.byPriority = byPriority;
        this.ascending = ascending;
    }

    /**
     * Reads the parameter {@code sort}; null is {@link #NEWEST}.
     *
     * @throws InvalidInputException (400) for an order that there is not
     */
    static ComplaintSort parse(String given) {
        if (given == null) {
            return NEWEST;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.text.equals(given))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "sort",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values())
                                                .map(sort -> sort.text)
                                                .toList())));
    }

    /** The time by which complaints stand, those of one priority where that comes first. */
    String column() {
        return column;
    }

    boolean byPriority() {
        return byPriority;
    }

    boolean byUpdate() {
        return column.equals("updated_at");
    }

    /** Whether the order is by the time of filing alone. */
    boolean byTimeOfFiling() {
        return !byPriority && !byUpdate();
    }

    boolean isAscending() {
        return ascending;
    }

    /** The comparison of SQL for what comes behind a place. */
    String behind() {
        return ascending ? ">" : "<";
    }

    /** The columns {@code rank}, {@code at} and {@code id} of a relation as an order of SQL. */
    String order(String relation) {
        String direction = ascending ? "asc" : "desc";
        return "%1$s.rank %2$s, %1$s.at %2$s, %1$s.id %2$s".formatted(relation, direction);
    }

    /**
     * Reads a cursor. Of one that the previous version gave, {@link ListPosition#at()} may be null.
     *
     * @throws InvalidInputException (400) for a cursor of another list or order
     */
    ListPosition position(String text) {
        if (!byPriority) {
            Cursor cursor = Cursor.decode(text, list(), 2);
            return new ListPosition(0, cursor.instant(0).atOffset(ZoneOffset.UTC), cursor.number(1));
        }
        try {
            Cursor cursor = Cursor.decode(text, list(), 3);
            return new ListPosition(
                    rank(cursor.number(0)), cursor.instant(1).atOffset(ZoneOffset.UTC), cursor.number(2));
        } catch (InvalidInputException notOfThisVersion) {
            // The previous version ordered those of one priority by number alone, and counted priorities from 1.
            Cursor cursor = Cursor.decode(text, list(), 2);
            return new ListPosition(rank(cursor.number(0) - 1), null, cursor.number(1));
        }
    }

    private static int rank(long given) {
        if (given < 0 || given >= Priority.values().length) {
            throw new InvalidInputException("cursor", "is not a cursor of this list in this order");
        }
        return (int) given;
    }

    Cursor cursorAfter(ComplaintView last) {
        Instant at = byUpdate() ? last.updatedAt() : last.createdAt();
        return cursorAfter(new ListPosition(last.priority().ordinal(), at.atOffset(ZoneOffset.UTC), last.id()));
    }

    Cursor cursorAfter(ListPosition last) {
        List<String> keys = new ArrayList<>();
        if (byPriority) {
            keys.add(Integer.toString(last.rank()));
        }
        keys.add(last.at().toInstant().toString());
        keys.add(Long.toString(last.id()));
        return new Cursor(list(), keys);
    }

    private String list() {
        return "complaints:" + text;
    }
}

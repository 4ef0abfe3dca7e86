package io.recourse.complaint;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.recourse.platform.page.Cursor;
import io.recourse.platform.problem.InvalidInputException;

/** The orders in which complaints are listed. Each ends with the id, so that no two complaints stand at one place. */
public enum ComplaintSort {
    OLDEST("created_at", "created_at", true, Kind.INSTANT),
    NEWEST("-created_at", "created_at", false, Kind.INSTANT),
    LEAST_RECENTLY_UPDATED("updated_at", "updated_at", true, Kind.INSTANT),
    RECENTLY_UPDATED("-updated_at", "updated_at", false, Kind.INSTANT),
    LEAST_URGENT("priority", "priority_rank", true, Kind.RANK),
    MOST_URGENT("-priority", "priority_rank", false, Kind.RANK);

    private enum Kind {
        INSTANT,
        RANK
    }

    private final String text;
    private final String column;
    private final boolean ascending;
    private final Kind kind;

    ComplaintSort(String text, String column, boolean ascending, Kind kind) {
        this.text = text;
        this.column = column;
        this.ascending = ascending;
        this.kind = kind;
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

    String orderBy() {
        String direction = ascending ? "asc" : "desc";
        return "c.%s %s, c.id %s".formatted(column, direction, direction);
    }

    /**
     * The condition for what comes after a cursor.
     *
     * @param bind binds a value and gives its placeholder
     * @throws InvalidInputException (400) for a cursor of another list or order
     */
    String after(String cursor, Function<Object, String> bind) {
        List<String> keys = Cursor.decode(cursor, list(), 2).keys();
        Object key;
        long id;
        try {
            key = switch (kind) {
                case INSTANT -> OffsetDateTime.ofInstant(Instant.parse(keys.get(0)), ZoneOffset.UTC);
                case RANK -> Short.valueOf(keys.get(0));
            };
            id = Long.parseLong(keys.get(1));
        } catch (DateTimeParseException | NumberFormatException foreign) {
            throw new InvalidInputException("cursor", "is not a cursor of this list in this order");
        }
        return "(c.%s, c.id) %s (%s, %s)".formatted(column, ascending ? ">" : "<", bind.apply(key), bind.apply(id));
    }

    Cursor cursorAfter(ComplaintView last) {
        String key =
                switch (this) {
                    case OLDEST, NEWEST -> last.createdAt().toString();
                    case LEAST_RECENTLY_UPDATED, RECENTLY_UPDATED ->
                        last.updatedAt().toString();
                    case LEAST_URGENT, MOST_URGENT ->
                        Integer.toString(last.priority().ordinal() + 1);
                };
        return new Cursor(list(), List.of(key, Long.toString(last.id())));
    }

    private String list() {
        return "complaints:" + text;
    }
}

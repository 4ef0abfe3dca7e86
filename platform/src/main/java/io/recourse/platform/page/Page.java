package io.recourse.platform.page;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list.
 *
 * @param items      the items, in the order of the list
 * @param nextCursor asks for the page after this one; null on the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items, @Schema(nullable = true) String nextCursor) {

    /**
     * Makes a page of rows that were read with one row to spare, which tells whether there is a page after this one.
     *
     * @param rows   at most {@code limit + 1} rows
     * @param limit  how many items a page has
     * @param cursor makes the cursor from the last item of the page
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()).encode());
    }
}

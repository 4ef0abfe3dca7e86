package io.recourse.complaint.dialect;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;

import io.recourse.complaint.ComplaintFilter;
import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.board.BoardResource;
import io.recourse.complaint.board.PublicComplaint;
import io.recourse.platform.dialect.BareList;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Caller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Pages by number, which lists of this desk do not have: the first of them are found by going there, a hundred at a time.
 */
@ApplicationScoped
class NumberedPages {

    private static final int SIZE = 20;
    private static final int PAGES_AT_ONCE = Limit.MAXIMUM / SIZE;

    /** Nobody reads further, and the way there grows with the number. */
    private static final int LAST = 50;

    private final OlderDesk desk;
    private final BoardResource board;

    @Inject
    NumberedPages(OlderDesk desk, BoardResource board) {
        this.desk = desk;
        this.board = board;
    }

    /**
     * A page.
     *
     * @param next the number of the one after it, null for the last
     */
    record Numbered<V>(List<V> items, Integer next) {

        <T> RestResponse<List<T>> answer(UriInfo uri, Function<V, T> shown) {
            return BareList.of(items.stream().map(shown).toList(), uri, "page", next == null ? null : next.toString());
        }
    }

    /**
     * Reads the parameter {@code page}; null is the first.
     *
     * @throws InvalidInputException (400) for anything but a whole number from 1 to 50
     */
    static int parse(String given) {
        if (given == null) {
            return 1;
        }
        int number = given.matches("[0-9]{1,3}") ? Integer.parseInt(given) : 0;
        if (number < 1 || number > LAST) {
            throw new InvalidInputException("page", "must be a whole number from 1 to " + LAST);
        }
        return number;
    }

    /** A page of the complaints that somebody sees. */
    Uni<Numbered<ComplaintView>> of(ComplaintFilter filter, int number, Caller reader) {
        return find(number, null, cursor -> desk.list(filter, Limit.MAXIMUM, cursor, reader));
    }

    /** A page of the public board. */
    Uni<Numbered<PublicComplaint>> ofBoard(int number) {
        return find(number, null, cursor -> board.list(Integer.toString(Limit.MAXIMUM), cursor));
    }

    private static <V> Uni<Numbered<V>> find(int number, String cursor, Function<String, Uni<Page<V>>> list) {
        return list.apply(cursor).chain(page -> {
            if (number <= PAGES_AT_ONCE || page.nextCursor() == null) {
                return Uni.createFrom().item(cut(page, number));
            }
            return find(number - PAGES_AT_ONCE, page.nextCursor(), list)
                    .map(found ->
                            new Numbered<>(found.items(), found.next() == null ? null : found.next() + PAGES_AT_ONCE));
        });
    }

    private static <V> Numbered<V> cut(Page<V> page, int number) {
        int from = Math.min((number - 1) * SIZE, page.items().size());
        int to = Math.min(from + SIZE, page.items().size());
        boolean more = to < page.items().size()
                || (page.nextCursor() != null && to == page.items().size());
        return new Numbered<>(page.items().subList(from, to), more && to > from ? number + 1 : null);
    }
}

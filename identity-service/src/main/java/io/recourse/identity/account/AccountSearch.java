package io.recourse.identity.account;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.json.CleanText;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The list of accounts, and those among them that something is a part of. */
@ApplicationScoped
public class AccountSearch {

    private static final String LIST = "users";
    private static final String MATCHES = "users:q";
    private static final int LONGEST_PART = 200;

    private final Pool database;
    private final AccountMatches matches;

    @Inject
    AccountSearch(Pool database, AccountMatches matches) {
        this.database = database;
        this.matches = matches;
    }

    /**
     * Finds accounts; each parameter as the caller sent it, null when absent.
     *
     * @param part   of the name, the address or the username, whatever the case of its letters
     * @param role   {@code user}, {@code agent} or {@code admin}
     * @param active {@code true} or {@code false}
     */
    public Uni<Page<AccountView>> find(String part, String role, String active, String limit, String cursor) {
        int size = Limit.parse(limit);
        AccountFilter filter = AccountFilter.parse(role, active);
        if (part == null || part.isBlank()) {
            String after =
                    cursor == null ? "" : Cursor.decode(cursor, LIST, 1).keys().getFirst();
            return list(filter, after, size);
        }
        UUID after = cursor == null ? null : Cursor.decode(cursor, MATCHES, 1).uuid(0);
        return matches.find(clean(part), filter, after, size).map(AccountSearch::page);
    }

    /** By username, along account_username_key, account_staff, account_staff_by_role or account_inactive. */
    private Uni<Page<AccountView>> list(AccountFilter filter, String after, int size) {
        return database.preparedQuery("select * from account where lower(username) > $1" + filter.sql()
                        + filter.narrowest() + " order by lower(username) limit $2")
                .execute(Tuple.of(after, size + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AccountView::of)
                        .toList())
                .map(found -> Page.of(found, size, AccountSearch::cursor));
    }

    private static Cursor cursor(AccountView last) {
        return new Cursor(LIST, List.of(last.username().toLowerCase(Locale.ROOT)));
    }

    private static Page<AccountView> page(AccountMatches.Found found) {
        return new Page<>(
                found.accounts(),
                found.next() == null
                        ? null
                        : new Cursor(MATCHES, List.of(found.next().toString())).encode());
    }

    private static String clean(String part) {
        CleanText.flaw(part).ifPresent(flaw -> {
            throw new InvalidInputException("q", flaw);
        });
        if (part.length() > LONGEST_PART) {
            throw new InvalidInputException("q", "must have at most " + LONGEST_PART + " characters");
        }
        return part.strip();
    }
}

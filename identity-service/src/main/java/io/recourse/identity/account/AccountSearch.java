package io.recourse.identity.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.platform.json.CleanText;
import io.recourse.platform.page.Cursor;
import io.recourse.platform.page.Limit;
import io.recourse.platform.page.Page;
import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The list of accounts, by username. */
@ApplicationScoped
class AccountSearch {

    private static final String LIST = "users";
    private static final int LONGEST_PART = 200;

    private final Pool database;

    @Inject
    AccountSearch(Pool database) {
        this.database = database;
    }

    /**
     * Finds accounts; each parameter as the caller sent it, null when absent.
     *
     * @param part   of the name, the address or the username, whatever the case of its letters
     * @param role   {@code user}, {@code agent} or {@code admin}
     * @param active {@code true} or {@code false}
     */
    Uni<Page<AccountView>> find(String part, String role, String active, String limit, String cursor) {
        int size = Limit.parse(limit);
        List<Object> values = new ArrayList<>();
        // Without a part the page is read off account_username_key; with one, account_by_part_of_name may narrow it.
        StringBuilder sql = new StringBuilder("select * from account where true");
        if (part != null && !part.isBlank()) {
            values.add("%" + escaped(part) + "%");
            sql.append(" and search_text like lower($").append(values.size()).append(')');
        }
        if (role != null) {
            values.add(role(role));
            sql.append(" and role = $").append(values.size());
        }
        if (active != null) {
            values.add(bool("active", active));
            sql.append(" and active = $").append(values.size());
        }
        if (cursor != null) {
            values.add(Cursor.decode(cursor, LIST, 1).keys().getFirst());
            sql.append(" and lower(username) > $").append(values.size());
        }
        values.add(size + 1);
        sql.append(" order by lower(username) limit $").append(values.size());
        return database.preparedQuery(sql.toString())
                .execute(Tuple.from(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AccountView::of)
                        .toList())
                .map(found -> Page.of(found, size, AccountSearch::cursor));
    }

    private static Cursor cursor(AccountView last) {
        return new Cursor(LIST, List.of(last.username().toLowerCase(Locale.ROOT)));
    }

    private static String escaped(String part) {
        CleanText.flaw(part).ifPresent(flaw -> {
            throw new InvalidInputException("q", flaw);
        });
        if (part.length() > LONGEST_PART) {
            throw new InvalidInputException("q", "must have at most " + LONGEST_PART + " characters");
        }
        return part.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String role(String text) {
        try {
            return Role.fromString(text).toString();
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException("role", unknown.getMessage());
        }
    }

    private static boolean bool(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException(name, "must be true or false");
        };
    }
}

package io.recourse.identity.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.recourse.embedded.RecourseTestResource;
import io.recourse.platform.token.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whichever way a search takes, it finds the same: those whom a look at everybody finds. */
@QuarkusTest
@QuarkusTestResource(RecourseTestResource.class)
class AccountMatchesTest {

    private static final int PEOPLE = 240;

    private static boolean filled;

    @Inject
    Pool database;

    @BeforeEach
    void fill() {
        if (filled) {
            return;
        }
        now(database.preparedQuery("""
                        insert into account (id, username, email, password_hash, first_name, last_name,
                            customer_number, role, active, available, created_at, updated_at, version)
                        select gen_random_uuid(), 'Xylo.' || n, 'xylo' || n || '@wide.example', 'none',
                            (array['Jörg', 'Ada 50%', 'Eve_x', 'Back\\Slash'])[1 + n % 4], 'Xylophon-' || n,
                            'X-' || n, (array['user', 'user', 'user', 'agent', 'admin'])[1 + n % 5], n % 3 <> 0, false,
                            now(), now(), 0
                        from generate_series(1, $1) as n""").execute(Tuple.of(PEOPLE)));
        // How many there are decides on the way.
        now(database.query("analyze account").execute());
        filled = true;
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> searches() {
        List<String> parts = List.of(
                "xylo",
                "XYLOPHON-",
                "xylo.17",
                "Xylo17@Wide.Example",
                "Jörg Xylophon-4",
                "a 50% xyl",
                "eve_x xylophon",
                "back\\slash xy",
                "50%",
                "\\",
                "_x",
                "xy",
                "-2",
                "g",
                "@wide.example\nxylo.1",
                "xylophon-23 - xylo23@wide.example",
                "xylophon-23 - xylo24@wide.example",
                "nobody is called so");
        return parts.stream().flatMap(part -> Stream.of(7, 50, 4000).map(probe -> arguments(part, probe)));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsEverybodyOnce(String part, int probe) {
        AccountMatches matches = new AccountMatches(database, probe);

        for (AccountFilter filter : List.of(
                new AccountFilter(null, null),
                new AccountFilter(Role.AGENT, null),
                new AccountFilter(Role.ADMIN, true),
                new AccountFilter(Role.USER, false),
                new AccountFilter(null, true))) {
            List<UUID> found = allPages(matches, part, filter, 17);

            assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(whoMatch(part, filter));
        }
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsEverybodyOneByOne(String part, int probe) {
        AccountFilter filter = new AccountFilter(Role.ADMIN, false);

        List<UUID> found = allPages(new AccountMatches(database, probe), part, filter, 1);

        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(whoMatch(part, filter));
    }

    @Test
    void putsFirstWhoIsCalledExactlySo() {
        AccountMatches matches = new AccountMatches(database, 10);

        for (String name : List.of("xylo.1", "XYLO1@wide.example")) {
            List<AccountView> accounts = now(matches.find(name, new AccountFilter(null, null), null, 3))
                    .accounts();

            assertThat(accounts.getFirst().username()).isEqualTo("Xylo.1");
        }
    }

    @Test
    void endsAPageBeforeItHasLookedAtEverybodyInVain() {
        AccountMatches matches = new AccountMatches(database, 7);
        AccountFilter everybody = new AccountFilter(null, null);

        AccountMatches.Found page = now(matches.find("qj", everybody, null, 20));

        assertThat(page.accounts()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(allPages(matches, "qj", everybody, 20)).isEmpty();
    }

    @Test
    void sortsAPageByUsername() {
        List<AccountView> accounts = now(new AccountMatches(database, 4000)
                        .find("xylophon-11", new AccountFilter(null, null), null, 100))
                .accounts();

        assertThat(accounts).hasSize(11).extracting(AccountView::username).isSorted();
    }

    private static List<UUID> allPages(AccountMatches matches, String part, AccountFilter filter, int size) {
        List<UUID> all = new ArrayList<>();
        UUID next = null;
        do {
            AccountMatches.Found page = now(matches.find(part, filter, next, size));
            assertThat(page.accounts()).hasSizeLessThanOrEqualTo(size);
            page.accounts().forEach(account -> all.add(account.id()));
            next = page.next();
        } while (next != null);
        return all;
    }

    private Set<UUID> whoMatch(String part, AccountFilter filter) {
        Set<UUID> ids = new TreeSet<>();
        var rows = now(database.preparedQuery(
                        "select id from account where position(lower($1) in search_text) > 0" + filter.sql())
                .execute(Tuple.of(part)));
        StreamSupport.stream(rows.spliterator(), false).forEach(row -> ids.add(row.getUUID("id")));
        return ids;
    }

    private static <T> T now(Uni<T> result) {
        return result.await().atMost(Duration.ofSeconds(30));
    }
}

package io.recourse.local.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import io.recourse.local.Person;
import io.recourse.local.console.Console.Account;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A queue of a thousand complaints. Comes last, because everybody else's clocks would have to wait for theirs. */
@ExtendWith(Console.class)
@Order(5)
class LongQueueIT {
    private static final int MANY = 1_000;
    private static final int A_BULK = 100;
    private static final int AT_ONCE = 4;
    /** What a window of 720 pixels shows, and what is kept ready on both sides of it. */
    private static final int MOST_ROWS_IN_THE_PAGE = 50;

    private static final String ROWS_IN_THE_PAGE = """
            () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() =>
              resolve([...document.querySelectorAll('.queue-body > [role=row]')].map(row => row.ariaRowIndex - 2)))))
            """;

    @Test
    @Timeout(600)
    void isWalkedThroughFromEndToEndWithFewRowsInThePage(Console console) throws Exception {
        Account agent = console.agent();
        give(agent, file(console.api(console.customer())), console.admin());
        Visitor visitor = console.visitor().signIn(agent).open("/desk?status=any&sort=created_at");
        assertThat(row(visitor, 0)).isVisible();

        Set<Integer> seen = new TreeSet<>();
        int most = 0;
        while (seen.size() < MANY) {
            List<?> rows = (List<?>) visitor.page().evaluate(ROWS_IN_THE_PAGE);
            rows.forEach(row -> seen.add(((Number) row).intValue()));
            most = Math.max(most, rows.size());
            visitor.page().mouse().move(600, 500);
            visitor.page().mouse().wheel(0, 400);
        }

        assertTrue(most < MOST_ROWS_IN_THE_PAGE, most + " rows were in the page at once");
        assertEquals(IntStream.range(0, MANY).boxed().toList(), List.copyOf(seen));
        row(visitor, MANY - 1).focus();
        visitor.page().keyboard().press("k");
        assertThat(row(visitor, MANY - 2)).isFocused();
        visitor.page().keyboard().press("j");
        visitor.page().keyboard().press("j");
        assertThat(row(visitor, MANY - 1)).isFocused();

        // And from the top again by keyboard alone, beyond what the first page of the list holds.
        visitor.page().reload();
        for (int next = 1; next <= 120; next++) {
            assertThat(row(visitor, next)).isAttached();
            visitor.page().keyboard().press("j");
        }
        assertThat(row(visitor, 120)).isFocused();
        assertThat(row(visitor, 120)).isInViewport();
    }

    private static List<Integer> file(Person customer) throws Exception {
        List<Callable<Integer>> filings = IntStream.range(0, MANY)
                .<Callable<Integer>>mapToObj(number -> () -> json(customer.post(
                                "/api/complaints",
                                new JsonObject()
                                        .put("title", "Number " + number)
                                        .put("description", "One of many.")
                                        .put("priority", "low")
                                        .put("category", "general")))
                        .getInteger("id"))
                .toList();
        List<Integer> ids = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Integer> filed : executor.invokeAll(filings)) {
                ids.add(filed.get());
            }
        }
        return ids;
    }

    private static void give(Account agent, List<Integer> ids, Person admin) throws Exception {
        for (int from = 0; from < MANY; from += A_BULK) {
            JsonArray results = json(admin.post(
                            "/api/complaints/bulk",
                            new JsonObject()
                                    .put("ids", ids.subList(from, from + A_BULK))
                                    .put("change", new JsonObject().put("assignee", agent.username()))))
                    .getJsonArray("results");
            results.forEach(result -> assertEquals(200, ((JsonObject) result).getInteger("status")));
        }
    }

    /** The row of that index in the list, whether or not those before it are in the page. */
    private static Locator row(Visitor visitor, int index) {
        return visitor.page().locator(".queue-body > [aria-rowindex='" + (index + 2) + "']");
    }
}

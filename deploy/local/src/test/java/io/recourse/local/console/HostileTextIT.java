package io.recourse.local.console;

import java.util.List;

import com.microsoft.playwright.Page;
import io.recourse.local.Person;
import io.recourse.local.console.Console.Account;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Texts that would be programmes, had somebody put them into a page as they are. */
@ExtendWith(Console.class)
@Order(5)
class HostileTextIT {

    /** Begins each text, so that it can be waited for. */
    private static final String MARK = "Burst pipe ";

    private static final String TEXT = MARK + "\"'><img src=x onerror=\"window.harmed=1\">"
            + "<svg onload=\"window.harmed=2\"></svg><script>window.harmed=3</script>"
            + "<a href=\"javascript:window.harmed=4\">here</a>${window.harmed=5}{{window.harmed=6}}";

    private static final String NAME = "<img src=x onerror=window.harmed=7>";

    @Test
    void staysTextBeforeEverybodyWhoReadsIt(Console console) throws Exception {
        Account customer = console.customer();
        Person author = console.api(customer);
        json(author.patch(
                "/api/users/me", new JsonObject().put("first_name", NAME).put("address", TEXT)));
        JsonObject complaint = new JsonObject()
                .put("title", TEXT.substring(0, 190))
                .put("description", TEXT)
                .put("priority", "high");
        int id = json(author.post("/api/complaints", complaint)).getInteger("id");
        String path = "/complaints/" + id;
        json(author.post("/api" + path + "/comments", new JsonObject().put("body", TEXT)));
        Person admin = console.admin();
        json(admin.put("/api" + path + "/assignee", new JsonObject().put("assignee", "me")));
        json(admin.post(
                "/api" + path + "/interactions",
                new JsonObject().put("type", "call").put("notes", TEXT)));
        json(admin.patch(
                "/api" + path, new JsonObject().put("status", "resolved").put("resolution", TEXT)));

        reads(console.visitor().signIn(customer), List.of("/complaints", path, "/profile"));
        Account desk = new Account("admin", console.stack().adminPassword(), "admin");
        String authorId = json(author.get("/api/users/me")).getString("id");
        reads(
                console.visitor().signIn(desk),
                List.of("/desk?search=Burst", path, "/users?q=" + customer.username(), "/users/" + authorId, "/audit"));
    }

    private static void reads(Visitor visitor, List<String> paths) {
        for (String path : paths) {
            visitor.open(path).seesEverything();
            Page page = visitor.page();

            assertEquals(true, page.evaluate("() => window.harmed === undefined"), path);
            assertEquals(
                    0,
                    page.locator("img[src=x], svg[onload], a[href^='javascript:']")
                            .count(),
                    path);
        }
        visitor.open(paths.get(1)).sees(MARK);
    }
}

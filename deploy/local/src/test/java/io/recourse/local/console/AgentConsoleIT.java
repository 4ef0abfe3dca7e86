package io.recourse.local.console;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.recourse.local.Person;
import io.recourse.local.console.Console.Account;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** An agent's way through the console. */
@ExtendWith(Console.class)
@Order(3)
class AgentConsoleIT {

    @Test
    void worksTheQueueByKeyboardAlone(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int medium = given(console, agent, customer, "The heating hums", "medium");
        int critical = given(console, agent, customer, "Water in the cellar", "critical");
        Visitor visitor = console.visitor().signIn(agent);
        assertThat(row(visitor, 0)).containsText("Water in the cellar");
        assertThat(row(visitor, 1)).containsText("The heating hums");
        assertThat(row(visitor, 0).locator(".countdown")).hasText(Pattern.compile("\\d+m.*"));

        press(visitor, "j");
        assertThat(row(visitor, 1)).isFocused();
        press(visitor, "k");
        assertThat(row(visitor, 0)).isFocused();
        press(visitor, "s");
        visitor.dialog().getByLabel("On hold").check();
        press(visitor, "Enter");
        assertThat(row(visitor, 0)).containsText("On hold");
        visitor.sees("The status of #" + critical + " is On hold now.");
        visitor.button("Undo").click();
        assertThat(row(visitor, 0)).containsText("In progress");

        press(visitor, "?");
        assertThat(visitor.dialog()).containsText("Next complaint");
        visitor.findsNoBarrier();
        press(visitor, "Escape");
        row(visitor, 0).focus();
        press(visitor, "j");
        press(visitor, "r");
        visitor.seesPath("/complaints/" + medium);
        assertThat(visitor.field("Reply to the customer")).isFocused();
        visitor.page().keyboard().insertText("A technician comes tomorrow.");
        press(visitor, "Control+Enter");
        visitor.sees("Your reply is sent.");
        assertThat(visitor.page().locator(".said")).containsText("A technician comes tomorrow.");
        assertThat(visitor.field("Reply to the customer")).hasValue("");
        press(visitor, "Escape");
        press(visitor, "u");
        visitor.seesPath("/desk");
    }

    @Test
    void keepsNotesFromCustomersAndRecordsContacts(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int id = given(console, agent, customer, "The bill is wrong", "high");
        Visitor visitor = console.visitor().signIn(agent).open("/complaints/" + id);
        visitor.seesHeading("The bill is wrong");

        press(visitor, "n");
        visitor.sees("Staff alone see this.");
        visitor.field("Note for colleagues").fill("He has been right before.");
        visitor.button("Keep the note").click();
        assertThat(visitor.page().locator(".said.internal")).containsText("He has been right before.");
        visitor.page()
                .getByLabel("Reply", new GetByLabelOptions().setExact(true))
                .check();
        visitor.field("Reply to the customer").fill("We look into it.");
        visitor.button("Send the reply").click();
        assertThat(visitor.page().locator(".said:not(.internal)")).containsText("We look into it.");

        visitor.button("Log a contact").click();
        visitor.dialog().getByLabel("Minutes").fill("7");
        visitor.dialog().getByLabel("What was said").fill("Explained the second line.");
        visitor.dialog().getByText("Save").click();
        visitor.sees("Explained the second line.");
        visitor.field("Category").selectOption("billing");
        visitor.sees("The category of #" + id + " is Billing now.");
        visitor.sees("Why then?");

        Visitor other = console.visitor().signIn(customer).open("/complaints/" + id);
        other.sees("We look into it.");
        assertThat(other.page().getByText("He has been right before.")).hasCount(0);
    }

    @Test
    void changesManyAtOnceAndSaysWhichWereNot(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int first = given(console, agent, customer, "Door one", "medium");
        int second = given(console, agent, customer, "Door two", "medium");
        int over = given(console, agent, customer, "Door three", "medium");
        json(console.admin().patch("/api/complaints/" + over, new JsonObject().put("status", "cancelled")));
        Visitor visitor = console.visitor().signIn(agent).open("/desk?status=any&sort=created_at");
        assertThat(rows(visitor)).hasCount(3);

        visitor.field("Select all that are shown").check();
        visitor.sees("3 selected");
        visitor.findsNoBarrier();
        press(visitor, "s");
        visitor.dialog().getByLabel("On hold").check();
        press(visitor, "Enter");

        assertThat(visitor.dialog()).containsText("1 complaint was left as it was");
        assertThat(visitor.dialog()).containsText("Door three");
        assertThat(visitor.dialog()).containsText("Its status does not allow this.");
        visitor.dialog()
                .getByText("Close", new Locator.GetByTextOptions().setExact(true))
                .last()
                .click();
        visitor.button("Undo").click();
        visitor.sees("1 selected");
        visitor.sees("Undone.");
        assertEquals("in_progress", status(console, first));
        assertEquals("in_progress", status(console, second));
    }

    @Test
    void isToldWhatSomebodyElseHasChanged(Console console) throws Exception {
        Account agent = console.agent();
        int id = given(console, agent, console.customer(), "Two at once", "medium");
        Visitor slow = console.visitor().signIn(agent).open("/complaints/" + id);
        Visitor quick = console.visitor().signIn(console.register("admin")).open("/complaints/" + id);
        assertThat(slow.page().locator(".collision")).containsText("is viewing this, too.");
        assertThat(quick.page().locator(".collision")).containsText("is viewing this, too.");

        slow.button("Change status").click();
        slow.dialog()
                .getByLabel("Resolved", new Locator.GetByLabelOptions().setExact(true))
                .check();
        slow.dialog().getByLabel("How it was resolved").fill("Done.");
        quick.field("Priority").selectOption("critical");
        quick.sees("The priority of #" + id + " is Critical now.");
        slow.dialog().getByText("Set the status").click();

        assertThat(slow.dialog()).containsText("Somebody was faster with #" + id);
        assertThat(slow.dialog().getByRole(AriaRole.TABLE)).containsText("Critical");
        assertEquals("in_progress", status(console, id));
        slow.findsNoBarrier();
        slow.button("Do it all the same").click();
        slow.sees("The status of #" + id + " is Resolved now.");
        assertEquals("resolved", status(console, id));
        assertThat(quick.page().locator(".page-lead")).containsText("Resolved");
        quick.page().locator(".back").click();
        assertThat(slow.page().locator(".collision .notice")).hasCount(0);
    }

    @Test
    void handsOverAndSeesWhoHasHowMuch(Console console) throws Exception {
        Account agent = console.agent();
        Account colleague = console.agent();
        int id = given(console, agent, console.customer(), "For somebody else", "low");
        Visitor visitor = console.visitor().signIn(agent);
        assertThat(rows(visitor)).hasCount(1);

        press(visitor, "a");
        assertThat(visitor.dialog()).containsText("Whoever has the least to do");
        visitor.dialog().getByRole(AriaRole.SEARCHBOX).fill(colleague.username());
        press(visitor, "Enter");

        visitor.sees("Nothing to do here");
        assertEquals(
                colleague.username(),
                json(console.admin().get("/api/complaints/" + id))
                        .getJsonObject("assigned_to")
                        .getString("username"));
    }

    @Test
    void keepsViewFiltersAndOrderInTheAddress(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        given(console, agent, customer, "Lamp in the hall", "low");
        given(console, agent, customer, "Lamp in the attic", "critical");
        Visitor visitor = console.visitor().signIn(agent);
        assertThat(rows(visitor)).hasCount(2);

        visitor.field("Search title and description").fill("attic");
        assertThat(rows(visitor)).hasCount(1);
        visitor.seesPath("/desk\\?search=attic");
        visitor.page().reload();
        assertThat(rows(visitor)).hasCount(1);
        visitor.field("Search title and description").fill("");
        assertThat(rows(visitor)).hasCount(2);
        sortBy(visitor, "Priority");
        visitor.seesPath("/desk\\?sort=priority");
        assertThat(row(visitor, 0)).containsText("Lamp in the hall");
        visitor.button("Due soon").click();
        assertThat(row(visitor, 0)).containsText("Lamp in the attic");
        visitor.button("Escalated").click();
        visitor.sees("Nothing to do here");
    }

    @Test
    void isShownWhatSomebodyElseHasWrittenMeanwhile(Console console) throws Exception {
        Account agent = console.agent();
        int id = given(console, agent, console.customer(), "Two at a desk", "low");
        Visitor slow = console.visitor().signIn(agent).open("/complaints/" + id);
        slow.button("Edit").click();
        slow.dialog().getByLabel("Title").fill("Two at one desk");
        json(console.admin()
                .patch(
                        "/api/complaints/" + id,
                        new JsonObject().put("title", "Three at a desk").put("priority", "high")));
        slow.dialog().getByText("Save").click();

        assertThat(slow.dialog()).containsText("Somebody else has changed this since you opened it");
        assertThat(slow.dialog()).containsText("Three at a desk");
        assertThat(slow.dialog().getByLabel("Title")).hasValue("Two at one desk");
        assertEquals("Three at a desk", title(console, id));
        slow.findsNoBarrier();
        slow.button("Save mine all the same").click();
        slow.seesHeading("Two at one desk");
        assertEquals("Two at one desk", title(console, id));

        // Whatever is not a word of it stands in no way.
        slow.button("Edit").click();
        json(console.admin().patch("/api/complaints/" + id, new JsonObject().put("priority", "critical")));
        slow.dialog().getByLabel("Title").fill("One at a desk");
        slow.dialog().getByText("Save").click();
        slow.seesHeading("One at a desk");
    }

    @Test
    void seesThatNothingWasSavedWithoutAConnection(Console console) throws Exception {
        Account agent = console.agent();
        int id = given(console, agent, console.customer(), "Cut off", "low");
        Visitor visitor = console.visitor().signIn(agent).open("/complaints/" + id);
        visitor.seesHeading("Cut off");

        visitor.context().setOffline(true);
        visitor.sees("Not connected.");
        visitor.field("Priority").selectOption("critical");

        visitor.sees("The server cannot be reached");
        assertThat(visitor.field("Priority")).hasValue("low");
        visitor.context().setOffline(false);
        assertThat(visitor.page().getByText("Not connected.")).hasCount(0);
        visitor.field("Priority").selectOption("critical");
        visitor.sees("The priority of #" + id + " is Critical now.");
    }

    @Test
    void keepsWhatIsHalfWrittenAndThePlaceInTheQueue(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int first = given(console, agent, customer, "Opened first", "low");
        int second = given(console, agent, customer, "Opened second", "low");
        Visitor visitor = console.visitor().signIn(agent).open("/desk?sort=created_at");
        assertThat(row(visitor, 1)).containsText("Opened second");
        press(visitor, "j");
        assertThat(row(visitor, 1)).isFocused();
        press(visitor, "r");
        visitor.seesPath("/complaints/" + second);
        visitor.field("Reply to the customer").fill("Half a sent");
        press(visitor, "Escape");
        press(visitor, "n");
        visitor.field("Note for colleagues").fill("Half a note");
        visitor.page()
                .getByLabel("Reply", new GetByLabelOptions().setExact(true))
                .check();
        assertThat(visitor.field("Reply to the customer")).hasValue("Half a sent");

        visitor.page().locator(".back").click();
        assertThat(row(visitor, 1)).isFocused();
        press(visitor, "k");
        press(visitor, "Enter");
        visitor.seesPath("/complaints/" + first);
        assertThat(visitor.field("Reply to the customer")).hasValue("");
        visitor.open("/complaints/" + second);
        assertThat(visitor.field("Reply to the customer")).hasValue("Half a sent");
        press(visitor, "n");
        assertThat(visitor.field("Note for colleagues")).hasValue("Half a note");
    }

    @Test
    void writesDownWhatACustomerSaysOnThePhone(Console console) throws Exception {
        Account customer = console.customer();
        Visitor visitor = console.visitor().signIn(console.agent()).open("/complaints/new");
        visitor.field("Search by name, e-mail or user name").fill(customer.username());
        visitor.sees(customer.email());
        visitor.findsNoBarrier();
        visitor.field("Search by name, e-mail or user name").press("Enter");
        visitor.button("Somebody else").waitFor();
        visitor.field("Title").fill("Told on the phone");
        visitor.field("What happened?").fill("The bill came twice.");
        visitor.button("File the complaint").click();

        visitor.seesPath("/desk");
        Visitor caller = console.visitor().signIn(customer);
        caller.link("Told on the phone").click();
        caller.sees("The bill came twice.");
    }

    @Test
    void actsOnTheSameComplaintWhereverOthersMoveIt(Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int first = given(console, agent, customer, "Was first", "high");
        int second = given(console, agent, customer, "Was second", "medium");
        Visitor visitor = console.visitor().signIn(agent);
        assertThat(row(visitor, 1)).containsText("Was second");
        press(visitor, "j");
        press(visitor, "k");
        assertThat(row(visitor, 0)).isFocused();

        json(console.admin().patch("/api/complaints/" + second, new JsonObject().put("priority", "critical")));
        assertThat(row(visitor, 0)).containsText("Was second");
        assertThat(row(visitor, 1)).isFocused();
        press(visitor, "s");
        assertThat(visitor.dialog()).containsText("#" + first);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hasNoBarriersAndFitsIntoPhonesAndWalls(ColorScheme colours, Console console) throws Exception {
        Account agent = console.agent();
        Account customer = console.customer();
        int id = given(console, agent, customer, "A title of some length which does not say much", "critical");
        given(console, agent, customer, "Another one", "low");
        Visitor visitor = console.visitor(colours).signIn(agent);
        assertThat(rows(visitor)).hasCount(2);
        for (String path :
                List.of("/desk", "/desk?view=due", "/desk?view=unassigned", "/complaints/new", "/complaints/" + id)) {
            visitor.page().setViewportSize(1280, 900);
            visitor.open(path).findsNoBarrier();
            visitor.fitsInto(360);
            visitor.fitsInto(2560);
        }
        visitor.page().setViewportSize(1280, 900);
        visitor.button("Assign").click();
        assertThat(visitor.dialog()).containsText("Whoever has the least to do");
        visitor.findsNoBarrier();
        press(visitor, "Escape");
        visitor.button("Log a contact").click();
        visitor.findsNoBarrier();
    }

    /** Filed by the customer, given to the agent, and taken up by the clock. */
    private static int given(Console console, Account agent, Account customer, String title, String priority)
            throws Exception {
        int id = json(console.api(customer)
                        .post(
                                "/api/complaints",
                                new JsonObject()
                                        .put("title", title)
                                        .put("description", "It is as the title says.")
                                        .put("priority", priority)
                                        .put("category", "general")))
                .getInteger("id");
        Person admin = console.admin();
        json(admin.put("/api/complaints/" + id + "/assignee", new JsonObject().put("assignee", agent.username())));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> "in_progress".equals(status(console, id)));
        return id;
    }

    private static String title(Console console, int id) throws Exception {
        return json(console.admin().get("/api/complaints/" + id)).getString("title");
    }

    private static String status(Console console, int id) throws Exception {
        return json(console.admin().get("/api/complaints/" + id)).getString("status");
    }

    private static Locator rows(Visitor visitor) {
        return visitor.page().locator(".queue-body > [role=row]");
    }

    /** The row of that index in the list, whether or not those before it are in the page. */
    private static Locator row(Visitor visitor, int index) {
        return visitor.page().locator(".queue-body > [aria-rowindex='" + (index + 2) + "']");
    }

    private static void sortBy(Visitor visitor, String column) {
        visitor.page()
                .getByRole(AriaRole.COLUMNHEADER, new GetByRoleOptions().setName(column))
                .getByRole(AriaRole.BUTTON)
                .click();
    }

    private static void press(Visitor visitor, String key) {
        visitor.page().keyboard().press(key);
    }
}

package io.recourse.local.console;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.recourse.local.Person;
import io.recourse.local.console.Console.Account;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.recourse.local.Person.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A customer's way through the console. */
@ExtendWith(Console.class)
@Order(1)
class CustomerConsoleIT {
    private static final String TEXT = "My card was charged twice for one order. Please refund the second payment.";

    @Test
    void signsUpFilesWithPicturesAndFollows(Console console) throws Exception {
        Visitor nora = console.visitor();
        String name = console.newName("nora");
        nora.open("/");
        nora.link("Create an account").click();
        nora.field("First name").fill("Nora");
        nora.field("Last name").fill("Example");
        nora.field("E-mail").fill(name + "@example.org");
        nora.field("User name").fill(name);
        nora.field("Password").fill("a walk in the rain");
        nora.button("Create an account").click();
        nora.seesHeading("You have no complaints");

        nora.page().getByRole(AriaRole.NAVIGATION).getByText("File a complaint").click();
        nora.field("Title").fill("Charged twice");
        nora.field("What happened?").fill(TEXT);
        nora.page().getByTestId("pictures").setInputFiles(new FilePayload[] {picture("one.png"), picture("two.png")});
        nora.button("Suggest").click();
        nora.sees("reads this as Billing");
        assertThat(nora.page().getByLabel("Billing")).isChecked();
        nora.page().getByLabel("Critical").check();
        nora.sees("You have chosen otherwise.");

        awaitSaved(nora);
        nora.page().reload();
        assertThat(nora.field("What happened?")).hasValue(TEXT);
        assertThat(nora.page().getByLabel("Critical")).isChecked();
        assertThat(nora.page().getByAltText("Preview of two.png")).isVisible();
        nora.button("File the complaint").click();

        nora.seesHeading("Charged twice");
        Locator first = nora.page().getByAltText("Picture 1 of 2").first();
        assertThat(first).isVisible();
        assertEquals(
                64, ((Number) first.evaluate("image => image.decode().then(() => image.naturalWidth)")).intValue());
        first.click();
        nora.dialog().getByText("Next").click();
        assertThat(nora.dialog().getByRole(AriaRole.HEADING)).hasText("Picture 2 of 2");
        nora.page().keyboard().press("Escape");
        assertThat(nora.dialog()).hasCount(0);

        nora.field("Your reply").fill("It was on Monday.");
        nora.button("Reply").click();
        nora.sees("It was on Monday.");
        assertThat(nora.field("Your reply")).hasValue("");
        nora.link("My complaints").first().click();
        nora.sees("1 complaint in all");
        nora.findsNoBarrier();
    }

    @Test
    void seesChangesAsTheyHappenAndHasTheLastWord(Console console) throws Exception {
        Account customer = console.customer();
        int id = console.file(customer, "The lamp flickers");
        Visitor list = console.visitor().signIn(customer);
        Visitor detail = console.visitor().signIn(customer);
        detail.open("/complaints/" + id);
        list.sees("The lamp flickers");
        detail.seesHeading("The lamp flickers");

        Person admin = console.admin();
        json(admin.post(
                "/api/complaints/" + id + "/comments", new JsonObject().put("body", "We are looking into it.")));
        detail.sees("We are looking into it.");
        json(admin.patch(
                "/api/complaints/" + id,
                new JsonObject().put("status", "resolved").put("resolution", "Replaced the bulb.")));

        detail.seesHeading("Is it solved for you?");
        detail.sees("Replaced the bulb.");
        assertThat(list.page().getByRole(AriaRole.LIST).getByText("Resolved")).isVisible();
        detail.button("No, open it again").click();
        assertThat(list.page().getByRole(AriaRole.LIST).getByText("In progress"))
                .isVisible();
        json(admin.patch("/api/complaints/" + id, new JsonObject().put("status", "resolved")));
        detail.button("Yes, close it").click();
        assertThat(list.page().getByRole(AriaRole.LIST).getByText("Closed")).isVisible();
        detail.sees("This complaint is over");
    }

    @Test
    void changesWithdrawsAndAddsPictures(Console console) throws Exception {
        Account customer = console.customer();
        int id = console.file(customer, "Wrong colour");
        Visitor visitor = console.visitor().signIn(customer).open("/complaints/" + id);
        visitor.button("Edit").click();
        visitor.dialog().getByLabel("Title").fill("Wrong colour and size");
        visitor.dialog().getByText("Save").click();
        visitor.seesHeading("Wrong colour and size");

        visitor.button("Add pictures").click();
        visitor.dialog().getByTestId("pictures").setInputFiles(picture("colour.png"));
        visitor.dialog().getByText("Add pictures").last().click();
        assertThat(visitor.page().getByAltText("Picture 1 of 1")).isVisible();
        visitor.button("Remove picture 1").click();
        visitor.dialog()
                .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(visitor.page().getByAltText("Picture 1 of 1")).hasCount(0);

        visitor.button("Withdraw").click();
        visitor.dialog().getByRole(AriaRole.BUTTON).getByText("Withdraw").click();
        visitor.sees("This complaint is over");
    }

    @Test
    void keepsFiltersInTheAddress(Console console) throws Exception {
        Account customer = console.customer();
        console.file(customer, "The door squeaks");
        int other = console.file(customer, "The window leaks");
        json(console.api(customer).patch("/api/complaints/" + other, new JsonObject().put("status", "cancelled")));
        Visitor visitor = console.visitor().signIn(customer);

        visitor.field("Search in your complaints").fill("window");
        visitor.seesPath("/complaints\\?search=window");
        assertThat(visitor.page().getByRole(AriaRole.LISTITEM).getByText("The door squeaks"))
                .hasCount(0);
        visitor.page().reload();
        assertThat(visitor.field("Search in your complaints")).hasValue("window");
        visitor.sees("The window leaks");
        visitor.field("Search in your complaints").fill("garden");
        visitor.seesHeading("Nothing found");
        visitor.button("Show all").click();
        visitor.sees("The door squeaks");
        visitor.open("/complaints?status=cancelled");
        visitor.sees("The window leaks");
        assertThat(visitor.page().getByText("The door squeaks")).hasCount(0);
    }

    @Test
    void asksToSignInAgainWithoutLosingAnything(Console console) throws Exception {
        Account customer = console.customer();
        Visitor visitor = console.visitor().signIn(customer).open("/complaints/new");
        visitor.field("What happened?").fill(TEXT);
        endAllSessions(console.api(customer));

        visitor.button("Suggest").click();
        assertThat(visitor.dialog()).containsText("Sign in again");
        visitor.findsNoBarrier();
        visitor.dialog()
                .getByLabel("Password", new Locator.GetByLabelOptions().setExact(true))
                .fill(customer.password());
        visitor.dialog().getByRole(AriaRole.BUTTON).getByText("Sign in").click();

        visitor.sees("reads this as Billing");
        assertThat(visitor.dialog()).hasCount(0);
        assertThat(visitor.field("What happened?")).hasValue(TEXT);
    }

    @Test
    void signsOutInAllTabs(Console console) throws Exception {
        Visitor visitor = console.visitor().signIn(console.customer());
        Page other = visitor.anotherTab();
        other.navigate("/profile");
        assertThat(other.getByText("Where you are signed in")).isVisible();

        visitor.page().getByRole(AriaRole.BUTTON).getByText("Robin").click();
        visitor.page().getByRole(AriaRole.MENUITEM).getByText("Sign out").click();

        visitor.seesHeading("Sign in");
        assertThat(other.getByRole(AriaRole.HEADING).getByText("Sign in")).isVisible();
        other.reload();
        assertThat(other.getByRole(AriaRole.HEADING).getByText("Sign in")).isVisible();
    }

    @Test
    void saysWhenThereIsNoConnectionAndGoesOnWhenItIsBack(Console console) throws Exception {
        Account customer = console.customer();
        int id = console.file(customer, "No light");
        Visitor visitor = console.visitor().signIn(customer).open("/complaints/" + id);
        visitor.seesHeading("No light");

        visitor.context().setOffline(true);
        visitor.sees("Not connected.");
        visitor.field("Your reply").fill("Are you there?");
        visitor.button("Reply").click();
        visitor.sees("The server cannot be reached");
        json(console.admin().patch("/api/complaints/" + id, new JsonObject().put("title", "No light at all")));
        visitor.context().setOffline(false);

        visitor.seesHeading("No light at all");
        assertThat(visitor.page().getByText("Not connected.")).hasCount(0);
        visitor.button("Reply").click();
        assertThat(visitor.page().getByRole(AriaRole.LISTITEM).getByText("Are you there?"))
                .hasCount(1);
    }

    @Test
    void choosesANewPasswordByTheMailedLink(Console console) throws Exception {
        Account customer = console.customer();
        Visitor visitor = console.visitor().open("/sign-in");
        visitor.link("Forgotten your password?").click();
        visitor.field("E-mail").fill(customer.email());
        visitor.button("Send the link").click();
        visitor.seesHeading("Look into your mail");

        // Whoever reads the mail need not confirm the address afterwards, so that comes first.
        console.visitor().open(mailedLink(console, customer, "/verify-email")).sees("The address is confirmed.");
        String link = mailedLink(console, customer, "/reset-password");
        visitor.open(link);
        visitor.field("New password").fill("a ride in the snow");
        visitor.button("Save the password").click();
        visitor.seesHeading("Your password is changed");
        visitor.signIn(new Account(customer.username(), "a ride in the snow", "user"));
        visitor.seesPath("/complaints");
        Visitor late = console.visitor().open(link);
        late.field("New password").fill("a ride in the dark");
        late.button("Save the password").click();
        late.seesHeading("This link does not work any more");
    }

    @Test
    void looksAfterTheAccount(Console console) throws Exception {
        Account customer = console.customer();
        Visitor visitor = console.visitor().signIn(customer).open("/profile");
        visitor.field("Last name").fill("Renamed");
        visitor.button("Save").click();
        visitor.sees("Saved.");
        visitor.sees("Robin Renamed");
        console.api(customer);
        visitor.page().reload();
        visitor.button("Sign out there").first().click();
        visitor.sees("That session has ended.");
        var download = visitor.page().waitForDownload(visitor.button("Download your data")::click);
        assertEquals("recourse-" + customer.username() + ".json", download.suggestedFilename());
        visitor.button("Delete the account").click();
        visitor.dialog()
                .getByRole(AriaRole.BUTTON)
                .getByText("Delete the account")
                .click();
        visitor.seesHeading("Sign in");
        assertEquals(
                401,
                console.nobody()
                        .post(
                                "/api/auth/login",
                                new JsonObject()
                                        .put("username", customer.username())
                                        .put("password", customer.password()))
                        .statusCode());
    }

    /** Once it is there, even a crash of the browser would not take it away. */
    private static void awaitSaved(Visitor visitor) {
        visitor.page().evaluate("""
                () => new Promise((resolve, reject) => {
                  const opening = indexedDB.open('recourse', 1);
                  opening.onerror = () => reject(opening.error);
                  opening.onsuccess = () => look(opening.result);
                  const look = (database) => {
                    const all = database.transaction('drafts').objectStore('drafts').getAll();
                    all.onsuccess = () => {
                      if (all.result.some((draft) => draft.priority === 'critical')) {
                        database.close();
                        resolve();
                      } else {
                        setTimeout(() => look(database), 50);
                      }
                    };
                  };
                })""");
    }

    private static void endAllSessions(Person person) throws Exception {
        JsonObject sessions = json(person.get("/api/users/me/sessions"));
        for (Object each : sessions.getJsonArray("items")) {
            JsonObject session = (JsonObject) each;
            if (!session.getBoolean("current")) {
                assertEquals(
                        204,
                        person.delete("/api/users/me/sessions/" + session.getString("sid"))
                                .statusCode());
            }
        }
    }

    private static String mailedLink(Console console, Account account, String page) {
        Pattern link = Pattern.compile(Pattern.quote(page) + "\\?token=[\\w-]+");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> console.stack().mailTo(account.email(), "").stream()
                                .map(link::matcher)
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static FilePayload picture(String name) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(8, 8, 48, 32);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new FilePayload(name, "image/png", bytes.toByteArray());
    }
}

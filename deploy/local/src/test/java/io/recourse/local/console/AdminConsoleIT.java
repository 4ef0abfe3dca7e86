package io.recourse.local.console;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.recourse.local.Person;
import io.recourse.local.console.Console.Account;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.recourse.local.Person.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An admin's way through the console. */
@ExtendWith(Console.class)
@Order(4)
class AdminConsoleIT {
    private static final List<String> PAGES = List.of(
            "/dashboard",
            "/users",
            "/sla-policies",
            "/calendars",
            "/calendars/edit",
            "/service-types",
            "/webhooks",
            "/audit");

    @Test
    void seesHowTheDeskIsDoing(Console console) throws Exception {
        Account customer = console.customer();
        console.file(customer, "The tap drips");
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.seesHeading("Dashboard");

        Locator days = admin.page().getByRole(AriaRole.SLIDER);
        days.focus();
        assertThat(days).hasAttribute("aria-valuetext", Pattern.compile(".*Opened [1-9].*"));
        days.press("Home");
        assertThat(days).hasAttribute("aria-valuenow", "0");
        admin.page().getByLabel("7 days").check();
        admin.seesPath("/dashboard\\?days=7");
        assertThat(days).hasAttribute("aria-valuemax", "6");
        admin.button("As a table Day by day").click();
        assertThat(admin.page().getByRole(AriaRole.TABLE).first().getByRole(AriaRole.ROW))
                .hasCount(8);

        int before = json(console.admin().get("/api/complaints/stats")).getInteger("total");
        console.file(customer, "The tap still drips");
        admin.sees(String.format(Locale.UK, "%,d complaints in all", before + 1));
    }

    @Test
    void takesTheComplaintsAlong(Console console) throws Exception {
        Account customer = console.customer();
        console.file(customer, "A title for the spreadsheet");
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.button("Export CSV").click();

        Download download = admin.page()
                .waitForDownload(() -> admin.dialog().getByText("Download").click());

        assertTrue(download.suggestedFilename().matches("complaints-\\d{4}-\\d\\d-\\d\\d\\.csv"));
        assertTrue(Files.readString(download.path()).contains("A title for the spreadsheet"));
    }

    @Test
    void invitesSomebodyAndDecidesWhatTheyMayDo(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.link("Users").click();
        admin.button("Invite somebody").click();
        admin.field("First name").fill("Ines");
        admin.field("Last name").fill("Invited");
        admin.field("E-mail").fill("ines@example.org");
        admin.field("User name").fill("ines");
        admin.field("Mail them a link with which they choose a password").uncheck();
        admin.field("First password").fill("rain on a tin roof");
        admin.button("Create the account").click();
        admin.seesHeading("Ines Invited");
        Person ines = console.nobody().signIn("ines", "rain on a tin roof");
        assertEquals("agent", json(ines.get("/api/users/me")).getString("role"));

        admin.field("Customer").check();
        admin.button("Change the role").click();
        admin.sees("All their sessions end");
        admin.dialog().getByText("Change the role").click();
        admin.sees("Ines now has the role Customer.");

        admin.button("Deactivate the account").click();
        admin.dialog()
                .getByRole(AriaRole.BUTTON)
                .getByText("Deactivate the account")
                .click();
        admin.sees("Ines cannot sign in any more.");
        assertEquals(401, login(console, "ines", "rain on a tin roof"));

        admin.button("Delete the account").click();
        admin.dialog()
                .getByRole(AriaRole.BUTTON)
                .getByText("Delete the account")
                .click();
        admin.seesPath("/users");
        admin.page().getByRole(AriaRole.SEARCHBOX).fill("ines@example.org");
        admin.seesHeading("Nobody found");
    }

    @Test
    void letsSomebodyChooseTheirPasswordByMail(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin")).open("/users");
        admin.button("Invite somebody").click();
        admin.field("First name").fill("Moritz");
        admin.field("Last name").fill("Mailed");
        String username = "moritz-" + Long.toString(System.nanoTime(), 36);
        String email = username + "@example.org";
        admin.field("E-mail").fill(email);
        admin.field("User name").fill(username);
        admin.button("Create the account").click();
        admin.seesHeading("Moritz Mailed");
        admin.sees("A link is on its way to " + email + ".");

        await().atMost(Duration.ofMinutes(1)).until(() -> console.stack().mailTo(email, "").stream()
                .anyMatch(mail -> mail.contains("/reset-password")));
    }

    private static int login(Console console, String username, String password) throws Exception {
        return console.nobody()
                .post(
                        "/api/auth/login",
                        new JsonObject().put("username", username).put("password", password))
                .statusCode();
    }

    @Test
    void cannotLeaveTheDeskWithoutAnAdmin(Console console) throws Exception {
        Person api = console.admin();
        String self = json(api.get("/api/users/me")).getString("id");
        JsonArray admins = json(api.get("/api/users?role=admin&limit=100")).getJsonArray("items");
        for (int i = 0; i < admins.size(); i++) {
            String other = admins.getJsonObject(i).getString("id");
            if (!other.equals(self)) {
                json(api.put("/api/users/" + other + "/role", new JsonObject().put("role", "user")));
            }
        }
        Visitor admin = console.visitor()
                .signIn(new Account("admin", console.stack().adminPassword(), "admin"))
                .open("/users/" + self);

        admin.field("Customer").check();
        admin.button("Change the role").click();
        admin.sees("This is your own account");
        admin.dialog().getByText("Change the role").click();
        assertThat(admin.dialog().getByRole(AriaRole.ALERT)).containsText("This is the last active admin");
        admin.dialog().getByText("Cancel").click();
        admin.button("Delete the account").click();
        admin.dialog()
                .getByRole(AriaRole.BUTTON)
                .getByText("Delete the account")
                .click();
        assertThat(admin.dialog().getByRole(AriaRole.ALERT)).containsText("This is the last active admin");
    }

    @Test
    void changesWhatIsPromisedAndWhenTimeCounts(Console console) throws Exception {
        Person api = console.admin();
        Visitor admin = console.visitor().signIn(console.register("admin")).open("/calendars/edit");
        try {
            admin.field("Name").fill("Market days");
            admin.field("Time zone").fill("Europe/Berlin");
            admin.button("Add hours Saturday").click();
            admin.field("Saturday, hours 1, from").fill("08:00");
            admin.field("Saturday, hours 1, to").fill("12:30");
            admin.sees("44.5 hours a week");
            admin.field("Date").fill("2026-12-26");
            admin.button("Add").click();
            admin.button("Save").click();
            admin.seesHeading("Market days");
            JsonObject calendar = json(api.get("/api/calendars/Market%20days"));
            assertEquals(
                    "[[\"08:00\",\"12:30\"]]",
                    calendar.getJsonObject("week").getJsonArray("saturday").encode());
            assertEquals("[\"2026-12-26\"]", calendar.getJsonArray("holidays").encode());

            admin.link("SLA policies").first().click();
            admin.button("Edit Low").click();
            admin.field("First response: on").check();
            admin.field("First response: how many").fill("90");
            admin.field("First response: unit").selectOption("minute");
            admin.field("Escalate: on").uncheck();
            admin.field("Counts in").selectOption("Market days");
            json(api.put("/api/sla-policies/low", new JsonObject().put("escalate_after", "PT5H")));
            admin.button("Save").click();
            admin.sees("Somebody else has changed this in the meantime.");
            admin.button("Load what they have made of it").click();
            assertThat(admin.field("Escalate: how many")).hasValue("5");

            admin.field("First response: on").check();
            admin.field("First response: how many").fill("90");
            admin.field("First response: unit").selectOption("minute");
            admin.field("Escalate: on").uncheck();
            admin.field("Counts in").selectOption("Market days");
            admin.field("Resolve by itself").selectOption("after_reply");
            admin.button("Save").click();
            admin.sees("1 hour, 30 minutes");
            JsonObject policy = json(api.get("/api/sla-policies/low"));
            assertEquals("PT1H30M", policy.getString("first_response_within"));
            assertNull(policy.getString("escalate_after"));
            assertEquals("after_reply", policy.getJsonObject("auto_resolve").getString("mode"));

            admin.open("/calendars/edit?name=Market%20days");
            admin.button("Delete").click();
            admin.dialog().getByRole(AriaRole.BUTTON).getByText("Delete").click();
            assertThat(admin.dialog().getByRole(AriaRole.ALERT)).containsText("A policy counts in this calendar");
        } finally {
            api.put("/api/sla-policies/low", new JsonObject());
            api.delete("/api/calendars/Market%20days");
        }
    }

    @Test
    void tellsAnotherSystemAndSeesWhatBecameOfIt(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.link("Webhooks").click();
        admin.button("New webhook").first().click();
        // A host that can never be found: deliveries to it wait.
        String address = "https://desk.invalid/hooks/" + System.nanoTime();
        admin.field("Address").fill(address);
        admin.button("Make one").click();
        String secret = admin.field("Secret").inputValue();
        assertEquals(40, secret.length());
        admin.button("Save").click();
        admin.seesHeading("Keep the secret now");
        assertThat(admin.dialog()).containsText(secret);
        admin.button("I have kept it").click();
        assertThat(admin.page().getByText(secret)).hasCount(0);

        console.file(console.customer(), "For the other system");
        admin.link(address).click();
        admin.seesHeading("Deliveries");
        Locator delivery = admin.page()
                .getByRole(AriaRole.LISTITEM, new Page.GetByRoleOptions())
                .filter(new Locator.FilterOptions().setHasText("Send again"))
                // Its acknowledgement follows, and may be there already.
                .filter(new Locator.FilterOptions().setHasText("Complaint filed"));
        // It shows without being asked for.
        assertThat(delivery.first()).containsText("Waiting");
        delivery.first().getByRole(AriaRole.BUTTON).click();
        admin.sees("It is sent again.");
        admin.findsNoBarrier();

        admin.button("Switch off").click();
        admin.sees("Switched off");
        admin.button("Delete").click();
        admin.dialog().getByRole(AriaRole.BUTTON).getByText("Delete").click();
        admin.seesPath("/webhooks");
        assertThat(admin.page().getByText(address)).hasCount(0);
    }

    @Test
    void saysWhatComplaintsCanBeAbout(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.link("Service types").click();
        admin.button("New service type").click();
        admin.field("Name").fill("Street lights");
        admin.button("Save").click();
        admin.sees("Street lights is saved.");

        admin.button("What to do with Street lights").click();
        item(admin, "Deactivate").click();
        admin.sees("Street lights can no longer be chosen.");
        assertThat(admin.page()
                        .getByRole(AriaRole.LISTITEM)
                        .filter(new Locator.FilterOptions().setHasText("Street lights")))
                .containsText("Inactive");
        admin.button("What to do with Street lights").click();
        item(admin, "Delete").click();
        admin.dialog().getByRole(AriaRole.BUTTON).getByText("Delete").click();
        admin.sees("Street lights is deleted.");
    }

    private static Locator item(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void goesOnToTheNextKeyWithoutSigningAnybodyOut(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin"));
        admin.link("Audit log").click();
        admin.button("Signing keys").click();
        admin.button("Sign with the next key").click();
        admin.sees("Nobody was signed out.");
        admin.dialog().getByRole(AriaRole.BUTTON).getByText("Close").last().click();
        admin.sees("Signing key rotated");
        admin.page().reload();
        admin.seesHeading("Audit log");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hasPagesWithoutBarriers(ColorScheme colours, Console console) throws Exception {
        Account account = console.register("admin");
        String id = json(console.api(account).get("/api/users/me")).getString("id");
        Visitor admin = console.visitor(colours).signIn(account);
        for (String path : PAGES) {
            admin.open(path).findsNoBarrier();
        }
        admin.open("/users/" + id).findsNoBarrier();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hasDialogsWithoutBarriers(ColorScheme colours, Console console) throws Exception {
        Visitor admin = console.visitor(colours).signIn(console.register("admin"));
        admin.open("/sla-policies");
        admin.button("Edit Critical").click();
        assertThat(admin.button("Save")).isVisible();
        admin.findsNoBarrier();
        admin.open("/users");
        admin.button("Invite somebody").click();
        admin.findsNoBarrier();
        admin.open("/webhooks");
        admin.button("New webhook").first().click();
        admin.findsNoBarrier();
    }

    @Test
    void hasPagesThatFitIntoPhonesAndWalls(Console console) throws Exception {
        Visitor admin = console.visitor().signIn(console.register("admin"));
        for (String path : PAGES) {
            admin.open(path).fitsInto(360);
            admin.fitsInto(2560);
        }
    }
}

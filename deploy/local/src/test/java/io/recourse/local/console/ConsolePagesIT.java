package io.recourse.local.console;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.recourse.local.console.Console.Account;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for all pages of the console. */
@ExtendWith(Console.class)
@Order(2)
class ConsolePagesIT {
    private static final List<String> OPEN =
            List.of("/sign-in", "/sign-up", "/forgotten-password", "/reset-password?token=x", "/verify-email?token=x");
    private static final int BUDGET_BYTES = 200_000;

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void haveNoBarriersAndFitIntoPhonesAndWalls(ColorScheme colours, Console console) throws Exception {
        Account customer = console.customer();
        int id = console.file(customer, "A title of some length which does not say much but has to go somewhere");
        Visitor visitor = console.visitor(colours);
        for (String path : OPEN) {
            examine(visitor, path);
        }
        visitor.signIn(customer);
        for (String path : List.of("/complaints", "/complaints/new", "/complaints/" + id, "/profile", "/nowhere")) {
            examine(visitor, path);
        }
    }

    private static void examine(Visitor visitor, String path) {
        visitor.page().setViewportSize(1280, 900);
        visitor.open(path).findsNoBarrier();
        visitor.fitsInto(360);
        visitor.fitsInto(2560);
    }

    @Test
    void openAtTheirAddress(Console console) throws Exception {
        Account customer = console.customer();
        int id = console.file(customer, "The lid is gone");
        Visitor visitor = console.visitor().open("/complaints/" + id);
        visitor.seesHeading("Sign in");
        visitor.field("User name or e-mail").fill(customer.username());
        visitor.field("Password").fill(customer.password());
        visitor.button("Sign in").click();
        visitor.seesHeading("The lid is gone");
        visitor.page().reload();
        visitor.seesHeading("The lid is gone");
        assertThat(visitor.page()).hasTitle("The lid is gone · Recourse");
    }

    @Test
    void areOneDocumentThatMayDoLittleAndFilesThatExist(Console console) throws Exception {
        HttpResponse<String> page = console.nobody().get("/complaints/17");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");

        assertEquals(200, page.statusCode());
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(page.body(), console.nobody().get("/").body());
        assertEquals(404, console.nobody().get("/static/bundle/none.js").statusCode());
        assertEquals(404, console.nobody().get("/none.png").statusCode());
        assertEquals(404, console.nobody().get("/api/none").statusCode());
    }

    @Test
    void aHandfulOfBytesIsAllThatTheFirstOneTakes(Console console) {
        Visitor visitor = console.visitor();
        List<Request> finished = new CopyOnWriteArrayList<>();
        visitor.page().onRequestFinished(finished::add);

        visitor.page().navigate("/", new NavigateOptions().setWaitUntil(WaitUntilState.NETWORKIDLE));

        visitor.seesHeading("Sign in");
        long received = List.copyOf(finished).stream()
                .map(Request::sizes)
                .mapToLong(sizes -> (long) sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        assertTrue(received > 50_000, () -> received + " bytes cannot be all");
        assertTrue(received < BUDGET_BYTES, () -> received + " bytes are too many");
    }

    @Test
    void needNoMouse(Console console) throws Exception {
        Account customer = console.customer();
        console.file(customer, "The key is stuck");
        Visitor visitor = console.visitor().signIn(customer).open("/complaints");
        visitor.sees("The key is stuck");

        visitor.page().keyboard().press("Tab");
        assertThat(visitor.link("Skip to the content")).isFocused();
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.page().getByRole(AriaRole.MAIN)).isFocused();
        visitor.link("The key is stuck").press("Enter");
        assertThat(visitor.page().getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .isFocused();

        visitor.button("Withdraw").press("Enter");
        visitor.page().keyboard().press("Escape");
        assertThat(visitor.button("Withdraw")).isFocused();
        Locator colours = visitor.button("Colours");
        colours.press("ArrowDown");
        visitor.page().keyboard().press("End");
        visitor.page().keyboard().press("Enter");
        assertThat(visitor.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(colours).isFocused();
    }

    @Test
    void speakGermanToGermansAndRememberAnotherChoice(Console console) {
        Visitor visitor =
                console.visitor(new NewContextOptions().setLocale("de-DE")).open("/");
        visitor.seesHeading("Anmelden");
        assertEquals("de", visitor.page().evaluate("() => document.documentElement.lang"));
        visitor.button("Sprache").click();
        visitor.page().getByText("English").click();
        visitor.seesHeading("Sign in");
        visitor.page().reload();
        visitor.seesHeading("Sign in");
    }
}

package io.recourse.local.console;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.recourse.local.console.Console.Account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Somebody at the console: what they see is found as they find it, by role and name. */
final class Visitor {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        watch(page);
    }

    /** What must never happen, whatever the test is about. */
    private void watch(Page watched) {
        watched.onPageError(complaints::add);
        watched.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Page anotherTab() {
        Page tab = context.newPage();
        watch(tab);
        return tab;
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    Visitor signIn(Account account) {
        open("/sign-in");
        field("User name or e-mail").fill(account.username());
        field("Password").fill(account.password());
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        return this;
    }

    /** The one with exactly this name. */
    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
    }

    Locator field(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    void seesHeading(String name) {
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name))
                        .first())
                .isVisible();
    }

    void sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    void seesPath(String path) {
        assertThat(page).hasURL(Pattern.compile("https?://[^/]+" + path + "(\\?.*)?"));
    }

    /** Nothing is loading any more. */
    void seesEverything() {
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator(".skeleton")).hasCount(0);
    }

    /** The page as it is now has nothing that WCAG 2.2 AA forbids, as far as axe-core can tell. */
    void findsNoBarrier() {
        seesEverything();
        List<String> found = new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(Visitor::describe)
                        .toList();
        assertEquals(List.of(), found, page.url());
    }

    /** Nothing sticks out at the side at this width. */
    void fitsInto(int width) {
        page.setViewportSize(width, 800);
        seesEverything();
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertTrue(((Number) beyond).intValue() <= 0, page.url() + " is too wide for " + width + " px by " + beyond);
    }

    void leave() {
        context.close();
        assertEquals(List.of(), complaints);
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList();
    }
}

package io.recourse.local.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.recourse.local.Person;
import io.recourse.local.RunningStack;
import io.recourse.local.SharedStack;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static io.recourse.local.Person.json;

/**
 * The console and people who visit it, each with a browser profile of their own. As an extension it gives tests itself as
 * a parameter, before the stack that all end-to-end tests share, and sends the visitors home after each test.
 */
public final class Console implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Console.class);
    private static final String PASSWORD = "a walk in the rain";
    private static final double PATIENCE_MILLIS = 30_000;
    /** Begins where no earlier run has been, because the stack may be one that stays. */
    private static final AtomicLong NAMES = new AtomicLong(System.currentTimeMillis());

    private final List<Visitor> visitors = new ArrayList<>();
    private RunningStack stack;
    private Chromium chromium;

    /** Somebody with an account. */
    record Account(String username, String password, String role) {
        String email() {
            return username + "@example.org";
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Chromium.class, absent -> Chromium.launch(), Chromium.class);
        stack = SharedStack.of(context);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Visitor> leaving = List.copyOf(visitors);
        visitors.clear();
        leaving.forEach(Visitor::leave);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Console.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }

    RunningStack stack() {
        return stack;
    }

    /** Somebody at the API, without a browser. */
    Person nobody() {
        return Person.nobody(stack.url());
    }

    Person admin() throws Exception {
        return nobody().signIn("admin", stack.adminPassword());
    }

    Person api(Account account) throws Exception {
        return nobody().signIn(account.username(), account.password());
    }

    Account customer() throws Exception {
        return register("user");
    }

    Account agent() throws Exception {
        return register("agent");
    }

    /** A new account of that role, with a name that nobody has. */
    Account register(String role) throws Exception {
        Account account = new Account(newName(role), PASSWORD, role);
        JsonObject person = new JsonObject()
                .put("username", account.username())
                .put("email", account.email())
                .put("password", PASSWORD)
                .put("first_name", "Robin")
                .put("last_name", "Example");
        json(
                role.equals("user")
                        ? nobody().post("/api/users", person)
                        : admin().post("/api/users", person.put("role", role)));
        return account;
    }

    /** A username that nobody has. */
    String newName(String beginning) {
        return beginning + "-" + Long.toString(NAMES.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Files a complaint and returns its number. */
    int file(Account customer, String title) throws Exception {
        return json(api(customer).fileWithImages(title, "medium", 0)).getInteger("id");
    }

    Visitor visitor() {
        return visitor(new NewContextOptions());
    }

    /** A browser profile with nothing in it yet. */
    Visitor visitor(NewContextOptions options) {
        BrowserContext context = chromium.browser()
                .newContext((options.locale == null ? options.setLocale("en-GB") : options)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setBaseURL(stack.url()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Visitor visitor = new Visitor(context);
        visitors.add(visitor);
        return visitor;
    }

    /** In dark or light colours, as the visitor's system asks for. */
    Visitor visitor(ColorScheme colours) {
        return visitor(new NewContextOptions().setColorScheme(colours));
    }
}

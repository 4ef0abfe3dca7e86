package io.recourse.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Route.FulfillOptions;

/**
 * The console's sources on a page of a browser, with the compiler of TypeScript: checks their types and runs their tests
 * without anything but the browser, and without a server.
 */
final class Workbench implements AutoCloseable {
    /** Where the sources are found, as they lie to each other in the repository. */
    private static final Path SOURCES = Path.of("..", "..", "complaint-service", "src");

    private static final String COMPILER = "/node_modules/typescript/lib/typescript.js";
    /** Pages of secure origins alone may do all that the console does. Nothing is ever asked from there. */
    private static final String ORIGIN = "https://console.test/";

    private final BrowserContext context;
    private final Page page;
    private final List<String> tests;

    private Workbench(BrowserContext context, Page page, List<String> tests) {
        this.context = context;
        this.page = page;
        this.tests = tests;
    }

    /** What became of one test of the console; {@code failure} is null when it has passed. */
    record Result(String name, String failure) {}

    static Workbench open(Chromium chromium) throws IOException {
        Map<String, String> files = new TreeMap<>(NpmPackages.files());
        files.putAll(sources("main/web"));
        files.putAll(sources("test/web"));
        String compiler = files.remove(COMPILER);
        BrowserContext context = chromium.browser()
                .newContext(new NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/Berlin"));
        context.route(
                "**/*",
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><html lang=en><title>Workbench</title>")));
        Page page = context.newPage();
        page.navigate(ORIGIN);
        page.addScriptTag(new AddScriptTagOptions().setContent(compiler));
        page.addScriptTag(new AddScriptTagOptions().setContent(resource("workbench.js")));
        page.evaluate("files => workbench.put(files)", files);
        List<String> tests = files.keySet().stream()
                .filter(name -> name.matches("/test/web/.*\\.test\\.tsx?"))
                .toList();
        return new Workbench(context, page, tests);
    }

    /**
     * What is wrong with the types, with file and line.
     *
     * @param others files that are looked at besides, by path
     */
    List<String> typeErrors(Map<String, String> others) {
        return ((List<?>) page.evaluate("others => workbench.typeErrors(others)", others))
                .stream().map(String::valueOf).toList();
    }

    /** The files with tests. */
    List<String> tests() {
        return tests;
    }

    /** Runs the tests of one file, each after the other. */
    List<Result> run(String test) {
        return ((List<?>) page.evaluate("test => workbench.run(test)", test))
                .stream()
                        .map(result -> (Map<?, ?>) result)
                        .map(result -> new Result((String) result.get("name"), (String) result.get("failure")))
                        .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, String> sources(String directory) throws IOException {
        Path root = SOURCES.resolve(directory);
        try (Stream<Path> found = Files.walk(root)) {
            Map<String, String> sources = new HashMap<>();
            found.filter(path -> path.toString().matches(".*\\.(ts|tsx|json)"))
                    .forEach(path -> sources.put(
                            "/" + directory + "/"
                                    + root.relativize(path).toString().replace('\\', '/'),
                            read(path)));
            return sources;
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Workbench.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

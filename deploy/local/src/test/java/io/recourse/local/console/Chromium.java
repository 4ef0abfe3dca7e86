package io.recourse.local.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.PlaywrightException;
import org.junit.jupiter.api.Assumptions;

/** A Chromium without a window: that of this machine or, where there is none, one that Playwright fetches. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> ELSEWHERE = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/snap/bin",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Launches it. Where there is none and none can be fetched, the test is skipped, unless RECOURSE_REQUIRE_BROWSER says
     * that there has to be one.
     */
    static Chromium launch() {
        Optional<Path> installed = installed();
        // Installed browsers need no download, which would take minutes and half a gigabyte.
        Map<String, String> environment =
                installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
        try {
            Playwright playwright = Playwright.create(new CreateOptions().setEnv(environment));
            LaunchOptions options = new LaunchOptions()
                    .setHeadless(true)
                    // As root, and in containers, its sandbox cannot be set up; it sees our own pages alone.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
            installed.ifPresent(options::setExecutablePath);
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException e) {
            if (installed.isPresent() || "true".equals(System.getenv("RECOURSE_REQUIRE_BROWSER"))) {
                throw e;
            }
            return Assumptions.abort("There is no Chromium: install one, or set RECOURSE_CHROMIUM to where it is");
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> installed() {
        String named = System.getenv("RECOURSE_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Stream<String> onPath =
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.concat(onPath, ELSEWHERE.stream())
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .flatMap(place -> Files.isDirectory(place) ? NAMES.stream().map(place::resolve) : Stream.of(place))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}

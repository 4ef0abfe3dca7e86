package io.recourse.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.recourse.local.Service;

import static io.recourse.local.Service.COMPLAINT;

/** Which service answers which path: the longest prefix that ends where a segment of the path ends. */
final class Routes {
    /** Mebibytes, as the services count them. */
    private static final long IMAGES_BYTES = 20L << 20;

    private static final long OTHER_BYTES = 1L << 20;

    private static final List<Route> TABLE = read();

    /** Below these nothing exists but what the table names; everywhere else is the console. */
    private static final List<String> RESERVED = List.of("/api", "/dialects", "/docs", "/q", "/.well-known");

    /** What may have a body with images: complaints, and those that older desks call otherwise. */
    private static final Pattern TAKES_IMAGES = Pattern.compile("/api/complaints/?|/api/complaints/[^/]+/images/?"
            + "|(/dialects/image-desk)?/complain/?|(/dialects/utility-desk)?/api/services/requests/?");

    private Routes() {}

    record Route(String prefix, Service service) {
        boolean covers(String path) {
            return isWithin(path, prefix);
        }
    }

    /**
     * Returns the service that answers the path, or nothing.
     *
     * @param path as {@link RequestPath} leaves it
     */
    static Optional<Service> find(String path) {
        Optional<Service> listed =
                TABLE.stream().filter(route -> route.covers(path)).findFirst().map(Route::service);
        boolean reserved = RESERVED.stream().anyMatch(prefix -> isWithin(path, prefix));
        return listed.isPresent() || reserved ? listed : Optional.of(COMPLAINT);
    }

    /** Returns how many bytes the body of a request may have. */
    static long bodyLimit(String method, String path) {
        return method.equals("POST") && TAKES_IMAGES.matcher(path).matches() ? IMAGES_BYTES : OTHER_BYTES;
    }

    /** Reads {@code deploy/gateway/routes}, which the build puts beside this class. */
    private static List<Route> read() {
        try (InputStream table = Routes.class.getResourceAsStream("routes")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("/"))
                    .map(line -> line.split("\\s+"))
                    .map(line -> new Route(line[0], Service.valueOf(line[1].toUpperCase(Locale.ROOT))))
                    .sorted(Comparator.comparingInt(
                                    (Route route) -> route.prefix().length())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWithin(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}

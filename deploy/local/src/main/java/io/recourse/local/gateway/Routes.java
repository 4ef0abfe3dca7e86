package io.recourse.local.gateway;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.recourse.local.Service;

import static io.recourse.local.Service.CLASSIFIER;
import static io.recourse.local.Service.COMPLAINT;
import static io.recourse.local.Service.ESCALATION;
import static io.recourse.local.Service.IDENTITY;

/** Which service answers which path: the longest prefix that ends where a segment of the path ends. */
final class Routes {
    /** Mebibytes, as the services count them. */
    private static final long IMAGES_BYTES = 20L << 20;

    private static final long OTHER_BYTES = 1L << 20;

    private static final List<Route> TABLE = List.of(
                    new Route("/api/auth", IDENTITY),
                    new Route("/api/users", IDENTITY),
                    new Route("/api/agents", IDENTITY),
                    new Route("/api/keys", IDENTITY),
                    new Route("/api/audit", IDENTITY),
                    new Route("/.well-known/jwks.json", IDENTITY),
                    new Route("/api/complaints", COMPLAINT),
                    new Route("/api/service-types", COMPLAINT),
                    new Route("/api/interactions", COMPLAINT),
                    new Route("/api/reports", COMPLAINT),
                    new Route("/api/public", COMPLAINT),
                    new Route("/api/reports/sla", ESCALATION),
                    new Route("/api/sla-policies", ESCALATION),
                    new Route("/api/sla", ESCALATION),
                    new Route("/api/escalations", ESCALATION),
                    new Route("/api/calendars", ESCALATION),
                    new Route("/api/webhooks", ESCALATION),
                    new Route("/api/classify", CLASSIFIER))
            .stream()
            .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                    .reversed())
            .toList();

    /** Below these nothing exists but what the table names; everywhere else is the console. */
    private static final List<String> RESERVED = List.of("/api", "/docs", "/q", "/.well-known");

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
        boolean takesImages = method.equals("POST") && path.matches("/api/complaints/?|/api/complaints/[^/]+/images/?");
        return takesImages ? IMAGES_BYTES : OTHER_BYTES;
    }

    private static boolean isWithin(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}

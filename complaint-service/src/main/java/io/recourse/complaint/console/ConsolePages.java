package io.recourse.complaint.console;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives every page of the console the one document that it is made of, whatever its address, so that links lead into it
 * and reloading stays where one is; and tells browsers what that document may do. Files that are not there are 404.
 */
@ApplicationScoped
class ConsolePages {

    /**
     * Nothing but what comes from here, no script or style in the document itself, pictures also from memory (they are
     * fetched with the access token), and no text that is taken for markup.
     */
    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final String DOCUMENT = "/index.html";
    private static final String BUNDLE = "/static/bundle/";
    private static final List<String> NOT_PAGES = List.of("/api", "/dialects", "/q", "/static", "/.well-known");

    /** Names of bundled files change with their content. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "no-cache";
    private static final int BEFORE_ALL_ROUTES = -1;

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_ROUTES).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = context.normalizedPath();
        if (!isReading(context) || NOT_PAGES.stream().anyMatch(prefix -> isWithin(path, prefix))) {
            if (path.startsWith(BUNDLE)) {
                context.addHeadersEndHandler(sent -> cacheForever(context.response()));
            }
            context.next();
        } else if (isPage(path) && !path.equals("/") && wantsDocument(context)) {
            context.reroute("/");
        } else {
            context.addHeadersEndHandler(sent -> harden(context.response()));
            context.next();
        }
    }

    private static boolean isReading(RoutingContext context) {
        return context.request().method() == HttpMethod.GET || context.request().method() == HttpMethod.HEAD;
    }

    /** Pages have no dot in their last part, files have. */
    private static boolean isPage(String path) {
        return path.equals(DOCUMENT) || path.indexOf('.', path.lastIndexOf('/')) < 0;
    }

    private static boolean wantsDocument(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        return accepted == null || accepted.contains("text/html") || accepted.contains("*/*");
    }

    private static void harden(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", ASK_AGAIN);
    }

    private static void cacheForever(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        if (response.getStatusCode() == 200 || response.getStatusCode() == 304) {
            response.putHeader("Cache-Control", FOREVER);
        }
    }

    private static boolean isWithin(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}

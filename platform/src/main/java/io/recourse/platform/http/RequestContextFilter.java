package io.recourse.platform.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.recourse.platform.trace.Traces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;

/**
 * Gives every request an id (the caller's, or a new one), returned as {@code X-Request-Id} and logged, and has
 * its work belong to the trace that the caller names, or to a new one.
 */
@Singleton
public class RequestContextFilter {

    /** Name of the header and, in the log, of the field {@code requestId}. */
    public static final String REQUEST_ID_HEADER = "X-Request-Id";

    static final String REQUEST_ID = "requestId";

    private static final int BEFORE_EVERYTHING = 10_000;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final long maxBodySize;
    private final Traces traces;

    @Inject
    RequestContextFilter(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize, Traces traces) {
        this.maxBodySize = maxBodySize.asLongValue();
        this.traces = traces;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, BEFORE_EVERYTHING);
    }

    private void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        String id = request.getHeader(REQUEST_ID_HEADER);
        if (id == null || !VISIBLE_ASCII.matcher(id).matches()) {
            id = newId();
        }
        MDC.put(REQUEST_ID, id);
        traces.begin(request.getHeader(Traces.HEADER));
        context.response().putHeader(REQUEST_ID_HEADER, id);
        context.addEndHandler(answered -> readToTheEnd(request));
        if (statedLength(request) > maxBodySize) {
            refuseTooLarge(context);
        } else if (!QueryText.isWellFormed(request.query())) {
            refuse(context, 400, "Bad Request", "the query is not percent-encoded UTF-8");
        } else {
            context.next();
        }
    }

    /** A random UUID; nobody gains anything by guessing it. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version = random.nextLong() & ~0xf000L | 0x4000L;
        long variant = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(version, variant).toString();
    }

    /** What was answered before its body had come would hold up the next request of the connection for ever. */
    private static void readToTheEnd(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(ignored -> {});
            request.resume();
        }
    }

    private static long statedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // More digits than a long has are too large in any case; what is no number is refused by the server itself.
        return length == null || !length.matches("[0-9]+")
                ? 0
                : length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    /** Answered here because the server would close the connection without a word. */
    private void refuseTooLarge(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        refuse(context, 413, "Content Too Large", "a request may have at most %d bytes".formatted(maxBodySize));
    }

    private static void refuse(RoutingContext context, int status, String title, String detail) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", context.request().path());
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem.encode());
    }
}

package io.recourse.platform.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests beyond those that a replica works on at the same time: whoever is told at once to come again soon is
 * better off than whoever waits in a queue that only grows, and so is everybody in front of him. It costs a request that is
 * let in an entry in a table.
 *
 * <p>Streams of events and the operator's own requests are not counted; nor is a request whose body has not come yet, or a
 * few clients that send slowly would keep all others out.
 */
@ApplicationScoped
public class RequestLimit {

    /** Before anything else is done for a request. */
    private static final int FIRST = 100_000;

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final long LOOK_AT_MOST_EVERY_NANOS = 20_000_000;

    private final int limit;
    private final Counter refused;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<HttpServerRequest> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong lookedAtNanos = new AtomicLong(System.nanoTime() - LOOK_AT_MOST_EVERY_NANOS);
    private volatile int unfinished;

    @Inject
    RequestLimit(@ConfigProperty(name = "recourse.http.requests-at-once") int limit, MeterRegistry metrics) {
        this.limit = limit;
        this.refused = Counter.builder("recourse.http.refused")
                .description("Requests that were refused because too many others were under way")
                .register(metrics);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    /** Lets the request go on, or answers it with 503. */
    void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (isNotCounted(request)) {
            routing.next();
            return;
        }
        int already = count.incrementAndGet();
        if (already > limit && already - countUnfinished() > limit) {
            count.decrementAndGet();
            refused.increment();
            refuse(routing);
            return;
        }
        underWay.add(request);
        routing.addEndHandler(ended -> {
            underWay.remove(request);
            count.decrementAndGet();
        });
        routing.next();
    }

    private static boolean isNotCounted(HttpServerRequest request) {
        String path = request.path();
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return path != null && path.startsWith("/q/") || accepted != null && accepted.contains("text/event-stream");
    }

    /** Those whose body is still coming; looked at rarely, because many are refused when it matters. */
    private int countUnfinished() {
        long now = System.nanoTime();
        long last = lookedAtNanos.get();
        if (now - last >= LOOK_AT_MOST_EVERY_NANOS && lookedAtNanos.compareAndSet(last, now)) {
            unfinished = (int)
                    underWay.stream().filter(request -> !request.isEnded()).count();
        }
        return unfinished;
    }

    private static void refuse(RoutingContext routing) {
        String body = new JsonObject()
                .put("type", "about:blank")
                .put("status", 503)
                .put("title", "Service Unavailable")
                .put("detail", "too many requests at the same time; try again shortly")
                .put("instance", routing.request().path())
                .encode();
        // What comes of its body is passed over, for the next request of the connection.
        routing.request().resume();
        routing.response()
                .setStatusCode(503)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .putHeader("Content-Type", "application/problem+json")
                .end(body);
    }
}

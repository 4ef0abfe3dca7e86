package io.recourse.platform.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Leads requests in a dialect to the routes of that dialect, and writes a token that it carries in a way of its own as a
 * Bearer token, so that it is verified like every other one. What belongs to a dialect that is not spoken is nobody's.
 */
@Singleton
class DialectRoutes {

    /** The header that the image desk's clients send instead of {@code Authorization}. */
    static final String TOKEN_HEADER = "TOKEN";

    private static final int EARLY = 9_000;
    private static final String LED = DialectRoutes.class.getName();
    private static final Pattern TOKEN_SCHEME = Pattern.compile("(?i)token +(\\S+) *");

    private final DialectSwitch dialects;

    @Inject
    DialectRoutes(DialectSwitch dialects) {
        this.dialects = dialects;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext context) {
        if (context.get(LED) != null) {
            context.next();
            return;
        }
        switch (dialects.decide(context.normalizedPath())) {
            case DialectSwitch.NotADialect none -> context.next();
            case DialectSwitch.NotSpoken silent -> refuse(context);
            case DialectSwitch.Spoken spoken -> lead(context, spoken);
        }
    }

    private static void lead(RoutingContext context, DialectSwitch.Spoken spoken) {
        context.put(LED, spoken.dialect());
        HttpServerRequest request = context.request();
        translateToken(spoken.dialect(), request.headers());
        String query = request.query();
        context.reroute(query == null ? spoken.path() : spoken.path() + "?" + query);
    }

    private static void translateToken(Dialect dialect, MultiMap headers) {
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        switch (dialect) {
            case IMAGE_DESK -> {
                // The gateway counts requests by the one header if it is there, and by the other one if not.
                String token = headers.get(TOKEN_HEADER);
                if (authorization == null && token != null) {
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.strip());
                }
            }
            case UTILITY_DESK -> {
                Matcher token = TOKEN_SCHEME.matcher(authorization == null ? "" : authorization);
                if (token.matches()) {
                    headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.group(1));
                }
            }
            case COMPLAINT_DESK, TICKET_DESK, HELPDESK -> {}
        }
    }

    private static void refuse(RoutingContext context) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", "Not Found")
                .put("status", 404)
                .put("detail", "there is nothing at this address")
                .put("instance", context.normalizedPath());
        context.response()
                .setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem.encode());
    }
}

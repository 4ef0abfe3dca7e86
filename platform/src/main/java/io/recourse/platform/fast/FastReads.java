package io.recourse.platform.fast;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.recourse.platform.http.Preconditions;
import io.recourse.platform.token.Caller;
import io.recourse.platform.token.TokenIdentityProvider;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Has {@linkplain FastRead fast reads} answer what they can. Only what is asked for in the most usual way comes here: a GET
 * without a body, with a token that was verified before, of whoever takes JSON. All else goes on to the REST layer.
 */
@Singleton
class FastReads {

    /** After the request has its id and is led to its dialect. */
    private static final int BEFORE_THE_ROUTES = 8_000;

    private static final String SCHEME = "Bearer ";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final CharSequence ASK_ANEW = HttpHeaders.createOptimized("private, no-cache");

    private final List<FastRead> reads;
    private final TokenIdentityProvider tokens;
    private final Counter answered;

    @Inject
    FastReads(@All List<FastRead> reads, TokenIdentityProvider tokens, MeterRegistry metrics) {
        this.reads = reads;
        this.tokens = tokens;
        this.answered = Counter.builder("recourse.http.fast")
                .description("Requests that were answered before the REST layer was asked")
                .register(metrics);
    }

    void register(@Observes Filters filters) {
        if (!reads.isEmpty()) {
            filters.register(this::filter, BEFORE_THE_ROUTES);
        }
    }

    private void filter(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Future<FastAnswer> answer = isUsual(request) ? ask(request) : null;
        if (answer == null) {
            routing.next();
            return;
        }
        answer.onComplete(done -> {
            if (routing.response().closed()) {
                return;
            }
            if (done.succeeded() && done.result() != null) {
                send(done.result(), routing);
            } else {
                routing.next();
            }
        });
    }

    private Future<FastAnswer> ask(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return null;
        }
        Caller caller = tokens.known(authorization.substring(SCHEME.length()));
        if (caller == null) {
            return null;
        }
        try {
            for (FastRead read : reads) {
                Future<FastAnswer> answer = read.answer(request, caller);
                if (answer != null) {
                    return answer;
                }
            }
            return null;
        } catch (RuntimeException refused) {
            // The resource refuses it, too, and says why.
            return null;
        }
    }

    private static boolean isUsual(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return request.method() == HttpMethod.GET
                && takesJson(headers.get(HttpHeaders.ACCEPT))
                && !headers.contains(HttpHeaders.CONTENT_LENGTH)
                && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean takesJson(String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private void send(FastAnswer answer, RoutingContext routing) {
        answered.increment();
        HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(routing);
        if (metric != null) {
            metric.setTemplatePath(answer.route());
        }
        HttpServerResponse response = routing.response();
        if (answer.tag() != null) {
            response.putHeader(HttpHeaders.ETAG, answer.tag()).putHeader(HttpHeaders.CACHE_CONTROL, ASK_ANEW);
            if (Preconditions.isKnown(routing.request().getHeader(HttpHeaders.IF_NONE_MATCH), answer.tag())) {
                response.setStatusCode(304).end();
                return;
            }
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answer.json());
    }
}

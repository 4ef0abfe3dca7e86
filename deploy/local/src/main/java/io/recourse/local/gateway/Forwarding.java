package io.recourse.local.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.recourse.local.Service;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** Decides where a request goes and what both sides learn of each other; whatever fails is a problem of ours. */
final class Forwarding implements ProxyInterceptor, OriginRequestProvider {
    private static final List<String> SET_BY_US_ALONE = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP");
    private static final List<String> HOP_BY_HOP = List.of("Connection", "Keep-Alive", "Proxy-Connection", "Upgrade");
    private static final long CONNECT_MILLIS = 2_000;

    private static final String SERVICE = "service";
    private static final String UPSTREAM = "upstream";

    private final Vertx vertx;
    private final Map<Service, Integer> ports;
    private static final int NOT_MODIFIED = 304;

    private final long answerMillis;

    /**
     * Prepares forwarding.
     *
     * @param ports of the services on 127.0.0.1
     * @param answerMillis how long a service may take from the end of a request to the head of its answer
     */
    Forwarding(Vertx vertx, Map<Service, Integer> ports, long answerMillis) {
        this.vertx = vertx;
        this.ports = ports;
        this.answerMillis = answerMillis;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        Optional<String> path = RequestPath.normalize(request.proxiedRequest().path());
        Optional<Service> service = path.flatMap(Routes::find);
        if (service.isEmpty()) {
            return answer(request, Problem.notFound());
        }
        String method = request.getMethod().name();
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            return answer(request, Problem.methodNotAllowed());
        }
        if (!isReadable(request.proxiedRequest())) {
            return answer(request, Problem.badRequest("The query is not percent-encoded UTF-8."));
        }
        long limit = Routes.bodyLimit(method, path.get());
        if (request.getBody().length() > limit) {
            return answer(request, Problem.tooLarge(limit));
        }
        context.set(SERVICE, service.get());
        request.setURI(withQuery(path.get(), request.proxiedRequest()));
        setHeaders(request);
        return send(context, limit);
    }

    private static boolean isReadable(HttpServerRequest client) {
        try {
            return client.query() == null || client.params() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        MultiMap headers = context.response().headers();
        HOP_BY_HOP.forEach(headers::remove);
        // It is there already.
        headers.remove(RequestId.HEADER);
        if (context.response().getStatusCode() == NOT_MODIFIED) {
            // Said outright: some clients wait for the chunks that a 304 never has.
            context.response().setBody(Body.body(Buffer.buffer()));
        }
        return context.sendResponse();
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(ports.get(context.get(SERVICE, Service.class)))
                .setConnectTimeout(CONNECT_MILLIS);
        return context.client().request(options).onSuccess(upstream -> context.set(UPSTREAM, upstream));
    }

    private Future<ProxyResponse> send(ProxyContext context, long limit) {
        ProxyRequest request = context.request();
        AnswerTimer timer = new AnswerTimer(context);
        LimitedBody body = new LimitedBody(request.getBody().stream(), limit, timer::start);
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest()
                .recover(failure -> isWorthAnotherTry(request, failure) ? again(context) : Future.failedFuture(failure))
                .onComplete(answered -> timer.stop())
                .recover(
                        failure -> answer(request, body.isTooLong() ? Problem.tooLarge(limit) : Problem.unavailable()));
    }

    /**
     * A service may close a connection at the moment at which the next request is sent on it; reading once more does no
     * harm.
     */
    private static boolean isWorthAnotherTry(ProxyRequest request, Throwable failure) {
        MultiMap headers = request.proxiedRequest().headers();
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        boolean hasBody =
                headers.contains(HttpHeaders.CONTENT_LENGTH) || headers.contains(HttpHeaders.TRANSFER_ENCODING);
        boolean closed = failure instanceof HttpClosedException
                || (failure instanceof IOException && !(failure instanceof ConnectException));
        return reads && !hasBody && closed;
    }

    private static Future<ProxyResponse> again(ProxyContext context) {
        context.request().setBody(null);
        return context.sendRequest();
    }

    private static void setHeaders(ProxyRequest request) {
        MultiMap headers = request.headers();
        HttpServerRequest client = request.proxiedRequest();
        SET_BY_US_ALONE.forEach(headers::remove);
        // The gateway has said "100 Continue" itself.
        headers.remove("Expect");
        headers.set("X-Forwarded-For", client.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", client.scheme());
        if (client.authority() != null) {
            headers.set("X-Forwarded-Host", client.authority().toString());
        }
        headers.set(RequestId.HEADER, requestId(request));
    }

    /** Is decided once, by {@link Gateway}, which has put it into the head of the response. */
    private static String requestId(ProxyRequest request) {
        return request.proxiedRequest().response().headers().get(RequestId.HEADER);
    }

    private static Future<ProxyResponse> answer(ProxyRequest request, Problem problem) {
        ProxyResponse response = request.release().response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", Problem.CONTENT_TYPE);
        response.setBody(Body.body(problem.body(request.proxiedRequest().path())));
        return Future.succeededFuture(response);
    }

    private static String withQuery(String path, HttpServerRequest client) {
        return client.query() == null ? path : path + "?" + client.query();
    }

    /** Gives up on a service that took the request and does not answer; a stream of events may be silent for long. */
    private final class AnswerTimer {
        private final ProxyContext context;
        private final boolean patient;
        private long timer = -1;
        private boolean answered;

        AnswerTimer(ProxyContext context) {
            this.context = context;
            String accepted = context.request().headers().get("Accept");
            this.patient = accepted != null && accepted.contains("text/event-stream");
        }

        void start() {
            if (!patient && !answered) {
                timer = vertx.setTimer(answerMillis, fired -> context.get(UPSTREAM, HttpClientRequest.class)
                        .reset());
            }
        }

        void stop() {
            answered = true;
            vertx.cancelTimer(timer);
        }
    }
}

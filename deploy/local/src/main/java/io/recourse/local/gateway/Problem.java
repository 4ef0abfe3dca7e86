package io.recourse.local.gateway;

import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An error of the gateway itself, in the form in which the services report theirs (RFC 9457). */
record Problem(int status, String title, String detail, Map<String, String> headers) {
    static final String CONTENT_TYPE = "application/problem+json";

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail, Map.of());
    }

    static Problem notFound() {
        return new Problem(404, "Not Found", "There is nothing at this address.", Map.of());
    }

    static Problem methodNotAllowed() {
        return new Problem(405, "Method Not Allowed", "This method is not supported here.", Map.of());
    }

    static Problem tooLarge(long limit) {
        return new Problem(413, "Content Too Large", "The body may have at most " + (limit >> 20) + " MB.", Map.of());
    }

    static Problem tooMany() {
        return new Problem(
                429,
                "Too Many Requests",
                "Too many requests from this address or with this token; slow down.",
                Map.of("Retry-After", "1"));
    }

    static Problem unavailable() {
        return new Problem(
                503,
                "Service Unavailable",
                "The service is not available at the moment; try again soon.",
                Map.of("Retry-After", "2"));
    }

    Buffer body(String instance) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance)
                .toBuffer();
    }

    void send(HttpServerResponse response, String instance) {
        if (response.ended() || response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader("Content-Type", CONTENT_TYPE).end(body(instance));
    }
}

package io.recourse.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

import io.recourse.local.Service;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** Swagger UI with the specifications of the four services, under {@code /docs}. */
final class Docs implements Handler<HttpServerRequest> {
    private final HttpClient client;
    private final Map<Service, Integer> ports;
    private final Router router;

    Docs(Vertx vertx, HttpClient client, Map<Service, Integer> ports) {
        this.client = client;
        this.ports = ports;
        this.router = Router.router(vertx);
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Docs::harden);
        router.getWithRegex("/docs").handler(context -> context.redirect("/docs/"));
        for (Service service : Service.values()) {
            router.get("/docs/openapi/" + service.id() + ".json")
                    .handler(context -> sendSpecification(context, service));
        }
        router.route("/docs/*").handler(StaticHandler.create("docs").setCachingEnabled(false));
        router.route("/docs/*").handler(StaticHandler.create(swaggerUi()));
        router.route().handler(context -> problem(context, Problem.notFound()));
        router.errorHandler(404, context -> problem(context, Problem.notFound()));
        router.errorHandler(405, context -> problem(context, Problem.methodNotAllowed()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        router.handle(request);
    }

    private static void harden(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                // Swagger UI sets styles by attribute and draws its icons from data.
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                + " frame-ancestors 'none'");
        context.next();
    }

    private void sendSpecification(RoutingContext context, Service service) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(ports.get(service))
                .setConnectTimeout(2_000)
                .setIdleTimeout(5_000)
                .setURI("/q/openapi?format=json");
        client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()))
                .map(body -> atThisAddress(body, context.request()))
                .onSuccess(specification -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-cache")
                        .end(specification))
                .onFailure(failure -> problem(context, Problem.unavailable()));
    }

    /** A service knows itself by a port of its own, which its clients must not. */
    private static Buffer atThisAddress(Buffer specification, HttpServerRequest request) {
        String origin = request.scheme() + "://" + request.authority();
        return new JsonObject(specification)
                .put("servers", new JsonArray().add(new JsonObject().put("url", origin)))
                .toBuffer();
    }

    private static void problem(RoutingContext context, Problem problem) {
        problem.send(context.response(), context.request().path());
    }

    private static String swaggerUi() {
        String pom = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream bytes = Docs.class.getClassLoader().getResourceAsStream(pom)) {
            Properties properties = new Properties();
            properties.load(bytes);
            return "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

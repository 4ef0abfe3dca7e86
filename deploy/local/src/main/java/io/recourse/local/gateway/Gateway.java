package io.recourse.local.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.recourse.local.Service;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;

/** Listens at one port and forwards to the services. */
public final class Gateway implements AutoCloseable {
    /** Longer than services think, and than streams of events are silent. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(75);

    /** A service refuses what is beyond hundreds at once; who waits here for a connection would wait for nothing. */
    private static final int WAITING_FOR_A_CONNECTION = 256;

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Starts to listen on this machine's own addresses; services that are not there yet are reported as unavailable.
     *
     * @param host where to listen, for instance 127.0.0.1
     * @param answerLimit how long a service may think before it is given up
     * @param limits how often one client may ask
     * @throws java.util.concurrent.CompletionException caused by a {@link java.net.BindException} if the port is taken
     */
    public static Gateway start(
            String host, int port, Map<Service, Integer> servicePorts, Duration answerLimit, RateLimits limits) {
        return start(host, port, servicePorts, answerLimit, limits, SILENCE_LIMIT);
    }

    /** @param silenceLimit after which a connection is closed on which neither side has said anything, in whole seconds */
    static Gateway start(
            String host,
            int port,
            Map<Service, Integer> servicePorts,
            Duration answerLimit,
            RateLimits limits,
            Duration silenceLimit) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4));
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(2_000)
                        .setKeepAliveTimeout(60)
                        .setTcpNoDelay(true),
                // Streams of events keep a connection each.
                new PoolOptions().setHttp1MaxSize(1024).setMaxWaitQueueSize(WAITING_FOR_A_CONNECTION));
        Docs docs = new Docs(vertx, client, servicePorts);
        Forwarding forwarding = new Forwarding(vertx, servicePorts, answerLimit.toMillis());
        HttpProxy proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(forwarding)
                .addInterceptor(forwarding);
        try {
            // Each instance takes its share of the connections to an event loop of its own.
            vertx.deployVerticle(
                            () -> new Listener(options(host, port, silenceLimit), limits, docs, proxy),
                            new DeploymentOptions().setInstances(2))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw e;
        }
        return new Gateway(vertx);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    private static HttpServerOptions options(String host, int port, Duration silenceLimit) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(16 << 10)
                .setMaxHeaderSize(32 << 10)
                .setIdleTimeout(Math.toIntExact(silenceLimit.toSeconds()))
                .setTcpNoDelay(true);
    }

    private static final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;
        private final RateLimits limits;
        private final Docs docs;
        private final HttpProxy proxy;

        Listener(HttpServerOptions options, RateLimits limits, Docs docs, HttpProxy proxy) {
            this.options = options;
            this.limits = limits;
            this.docs = docs;
            this.proxy = proxy;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(this::handle)
                    .invalidRequestHandler(request ->
                            Problem.badRequest("The request is not valid HTTP.").send(request.response(), "/"))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void handle(HttpServerRequest request) {
            request.response()
                    .putHeader(RequestId.HEADER, RequestId.acceptOrCreate(request.getHeader(RequestId.HEADER)));
            if (!limits.allow(request)) {
                Problem.tooMany().send(request.response(), request.path());
                return;
            }
            boolean documentation = RequestPath.normalize(request.path())
                    .filter(path -> path.equals("/docs") || path.startsWith("/docs/"))
                    .isPresent();
            if (documentation) {
                docs.handle(request);
            } else {
                proxy.handle(request);
            }
        }
    }
}

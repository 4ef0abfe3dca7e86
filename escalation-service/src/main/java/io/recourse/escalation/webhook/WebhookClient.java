package io.recourse.escalation.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * Calls targets. A name is resolved for each call, and the call goes to the very address that was found acceptable: what
 * the name stood for when the webhook was made, or stands for a moment later, does not matter. Redirects are answers
 * like others.
 */
@ApplicationScoped
class WebhookClient {

    private static final int ANSWER_MAX_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final WebhookConfig config;

    @Inject
    WebhookClient(Vertx vertx, WebhookConfig config) {
        this.vertx = vertx;
        this.config = config;
        int millis = Math.toIntExact(config.timeout().toMillis());
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(millis)
                .setForceSni(true)
                .setKeepAlive(false)
                .setMaxPoolSize(config.concurrency()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * An address of the target that may be called.
     *
     * @return fails with {@link ForbiddenTargetException} when one of its addresses must not be called, with
     *     {@link UnknownHostException} when it has none
     */
    Uni<InetAddress> addressOf(Target target) {
        return stage(vertx.executeBlocking(
                () -> {
                    InetAddress[] addresses = InetAddress.getAllByName(target.host());
                    for (InetAddress address : addresses) {
                        if (!config.allowPrivateTargets() && !PublicAddress.is(address)) {
                            throw new ForbiddenTargetException();
                        }
                    }
                    return addresses[0];
                },
                false));
    }

    /** Posts a body; gives the status of the answer. */
    Uni<Integer> post(Target target, Map<String, String> headers, String body) {
        AtomicReference<HttpClientRequest> underWay = new AtomicReference<>();
        return addressOf(target)
                .chain(address -> stage(client.request(options(target, address)).compose(request -> {
                    underWay.set(request);
                    headers.forEach(request::putHeader);
                    return request.send(body).compose(WebhookClient::status);
                })))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .invoke(() -> abandon(underWay.get()));
    }

    private static RequestOptions options(Target target, InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false);
    }

    /** Reads the answer to its end, or so much of it that the rest is of no interest. */
    private static Future<Integer> status(HttpClientResponse response) {
        Promise<Integer> status = Promise.promise();
        AtomicInteger read = new AtomicInteger();
        response.exceptionHandler(status::tryFail);
        response.endHandler(end -> status.tryComplete(response.statusCode()));
        response.handler(chunk -> {
            if (read.addAndGet(chunk.length()) > ANSWER_MAX_BYTES && status.tryComplete(response.statusCode())) {
                abandon(response.request());
            }
        });
        return status.future();
    }

    private static void abandon(HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    private static <T> Uni<T> stage(Future<T> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }
}

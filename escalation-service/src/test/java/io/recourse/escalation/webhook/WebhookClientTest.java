package io.recourse.escalation.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What targets can do to the one who calls them. */
class WebhookClientTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/moved", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/secret");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/secret", exchange -> {
            calls.addAndGet(100);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[8192]);
                }
            }
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write('x');
                    out.flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[::1]"})
    void doesNotCallThisMachineWhateverItsName(String host) {
        assertThatThrownBy(() -> post(false, host, "/secret")).isInstanceOf(ForbiddenTargetException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void doesNotFollowRedirects() {
        assertThat(post(true, "localhost", "/moved")).isEqualTo(302);
        assertThat(calls).hasValue(1);
    }

    @RepeatedTest(5)
    void readsNoMoreOfAnAnswerThanItNeeds() {
        assertThat(post(true, "localhost", "/endless")).isEqualTo(200);
    }

    @Test
    void doesNotWaitForAnAnswerThatDrips() {
        assertThatThrownBy(() -> post(true, "localhost", "/drip", "PT1S")).isInstanceOf(TimeoutException.class);
    }

    private int post(boolean allowPrivate, String host, String path) {
        return post(allowPrivate, host, path, "PT20S");
    }

    private int post(boolean allowPrivate, String host, String path, String timeout) {
        WebhookConfig config = new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withDefaultValue("recourse.webhooks.allow-private-targets", Boolean.toString(allowPrivate))
                .withDefaultValue("recourse.webhooks.timeout", timeout)
                .build()
                .getConfigMapping(WebhookConfig.class);
        WebhookClient client = new WebhookClient(vertx, config);
        Target target = new Target(false, host, server.getAddress().getPort(), path);
        return client.post(target, Map.of("X-Test", "1"), "{}").await().atMost(Duration.ofSeconds(30));
    }
}

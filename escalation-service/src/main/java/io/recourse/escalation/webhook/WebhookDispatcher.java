package io.recourse.escalation.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.recourse.escalation.loop.WorkLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Makes the deliveries that wait. A replica claims some for the length of a lease and tries each once; what fails waits
 * longer each time. A delivery can arrive twice, under the same {@code X-Recourse-Delivery}.
 */
@ApplicationScoped
public class WebhookDispatcher {

    private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final Deliveries deliveries;
    private final WebhookClient client;
    private final WebhookSecrets secrets;
    private final WebhookConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final WorkLoop loop;

    @Inject
    WebhookDispatcher(
            Deliveries deliveries,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookConfig config,
            MeterRegistry metrics,
            Clock clock,
            Vertx vertx) {
        this.deliveries = deliveries;
        this.client = client;
        this.secrets = secrets;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.loop = new WorkLoop("Webhooks", LOOK_AT_LEAST_EVERY, this::deliverWhatIsDue, clock, vertx);
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.stop();
    }

    /** There may be something to deliver. */
    public void wake() {
        loop.wake();
    }

    private Uni<Instant> deliverWhatIsDue() {
        Instant now = clock.instant();
        return deliveries
                .claim(now, now.plus(config.lease()), config.concurrency())
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().nullItem()
                        : Uni.join()
                                .all(claimed.stream().map(this::deliver).toList())
                                .andCollectFailures()
                                .replaceWith(clock::instant));
    }

    private Uni<Void> deliver(ClaimedDelivery delivery) {
        return Uni.createFrom()
                .deferred(() -> post(delivery))
                .onItemOrFailure()
                .transformToUni((status, failure) -> failure == null && status / 100 == 2
                        ? delivered(delivery, status)
                        : failed(delivery, status, failure));
    }

    private Uni<Integer> post(ClaimedDelivery delivery) {
        Target target = Target.of(delivery.url()).orElseThrow(ForbiddenTargetException::new);
        long timestamp = clock.instant().getEpochSecond();
        String secret = secrets.read(delivery.webhookId(), delivery.secret());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/cloudevents+json; charset=UTF-8");
        headers.put("User-Agent", "Recourse");
        headers.put("X-Recourse-Event", delivery.event());
        headers.put("X-Recourse-Delivery", delivery.id().toString());
        headers.put("X-Recourse-Timestamp", Long.toString(timestamp));
        headers.put("X-Recourse-Signature", Signature.of(secret, timestamp, delivery.body()));
        return client.post(target, headers, delivery.body());
    }

    private Uni<Void> delivered(ClaimedDelivery delivery, int status) {
        count("delivered");
        return deliveries.markDelivered(delivery, status);
    }

    private Uni<Void> failed(ClaimedDelivery delivery, Integer status, Throwable failure) {
        String reason = reason(status, failure);
        Instant next = clock.instant().plus(pauseAfter(delivery.attempts()));
        boolean givenUp = next.isAfter(delivery.queuedAt().plus(config.giveUpAfter()));
        LOG.warnf("Delivery %s, try %d failed: %s", delivery.id(), delivery.attempts(), reason);
        count(givenUp ? "given_up" : "failed");
        return deliveries.markFailed(delivery, status, reason, givenUp ? null : next);
    }

    /** Says no more of the target's network than an administrator needs. */
    private static String reason(Integer status, Throwable failure) {
        return switch (failure) {
            case null -> "the target answered " + status;
            case ForbiddenTargetException forbidden -> forbidden.getMessage();
            case java.net.UnknownHostException unknown -> "the name of the host cannot be resolved";
            case io.smallrye.mutiny.TimeoutException late -> "the target did not answer in time";
            case javax.net.ssl.SSLException tls -> "there is no trustworthy TLS connection to the target";
            case java.io.IOException network -> "there is no connection to the target";
            default -> "the request could not be made: " + failure.getClass().getSimpleName();
        };
    }

    /** Doubles with each attempt; the jitter keeps those that failed together from coming back together. */
    private Duration pauseAfter(int attempts) {
        double doubled = config.firstPause().toMillis() * Math.pow(2, attempts - 1.0);
        double longest = Math.min(doubled, config.longestPause().toMillis());
        return Duration.ofMillis((long) (longest * ThreadLocalRandom.current().nextDouble(0.7, 1.0)));
    }

    @Scheduled(
            every = "60s",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tidy() {
        return deliveries.tidy().onFailure().recoverWithUni(failure -> {
            LOG.warnf("Old deliveries will be tidied up next time: %s", failure);
            return Uni.createFrom().voidItem();
        });
    }

    private void count(String outcome) {
        metrics.counter("recourse.webhooks.deliveries", "outcome", outcome).increment();
    }
}

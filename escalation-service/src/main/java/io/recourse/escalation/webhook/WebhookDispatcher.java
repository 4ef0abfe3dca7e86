package io.recourse.escalation.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.recourse.escalation.loop.Backoff;
import io.recourse.escalation.loop.ClaimLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Makes the deliveries that wait; what fails waits longer each time. A delivery can arrive twice, under the same
 * {@code X-Recourse-Delivery}.
 */
@ApplicationScoped
public class WebhookDispatcher {

    private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);

    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final WebhookClient client;
    private final WebhookSecrets secrets;
    private final WebhookConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Backoff backoff;
    private final ClaimLoop<ClaimedDelivery> loop;

    @Inject
    WebhookDispatcher(
            Deliveries deliveries,
            DeliveryLog log,
            WebhookClient client,
            WebhookSecrets secrets,
            WebhookConfig config,
            MeterRegistry metrics,
            Clock clock,
            Vertx vertx) {
        this.deliveries = deliveries;
        this.log = log;
        this.client = client;
        this.secrets = secrets;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.loop = new ClaimLoop<>(
                "Webhooks",
                deliveries::claim,
                config.lease(),
                config.concurrency(),
                this::deliver,
                () -> Uni.createFrom().nullItem(),
                clock,
                vertx);
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
        Instant next = clock.instant().plus(backoff.after(delivery.attempts()));
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

    @Scheduled(
            every = "60s",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tidy() {
        return log.tidy().onFailure().recoverWithUni(failure -> {
            LOG.warnf("Old deliveries will be tidied up next time: %s", failure);
            return Uni.createFrom().voidItem();
        });
    }

    private void count(String outcome) {
        metrics.counter("recourse.webhooks.deliveries", "outcome", outcome).increment();
    }
}

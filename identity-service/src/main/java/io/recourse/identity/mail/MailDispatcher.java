package io.recourse.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.ext.mail.MailClient;
import org.jboss.logging.Logger;

/**
 * Mails the links that are owed, a second later at most. A replica claims some for the length of a lease and tries each
 * once; what fails waits longer each time, with a new token, so that its life does not begin before it leaves.
 */
@ApplicationScoped
class MailDispatcher {

    private static final Logger LOG = Logger.getLogger(MailDispatcher.class);

    /** How long the server may take for a mail before it is tried again; shorter than the lease. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How long a claimed mail belongs to its replica: should that die, another one sends it afterwards. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int ERROR_MAX_CHARACTERS = 500;

    private final MailQueue queue;
    private final MailComposer composer;
    private final MailClient client;
    private final MailConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;

    private volatile boolean queueAway;

    @Inject
    MailDispatcher(
            MailQueue queue,
            MailComposer composer,
            MailClient client,
            MailConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.queue = queue;
        this.composer = composer;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sendWhatIsDue() {
        Instant now = clock.instant();
        return queue.claim(now, now.plus(LEASE), config.concurrency())
                .invoke(() -> queueAway = false)
                .chain(this::deliver)
                .onFailure()
                .invoke(this::complainOnce)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> deliver(List<OwedMail> mails) {
        return mails.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(mails.stream().map(this::deliver).toList())
                        .andCollectFailures()
                        .chain(this::sendWhatIsDue);
    }

    private Uni<Void> deliver(OwedMail mail) {
        return composer.compose(mail)
                .chain(client::sendMail)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onItemOrFailure()
                .transformToUni((sent, failure) -> failure == null ? sent(mail) : failed(mail, failure));
    }

    private Uni<Void> sent(OwedMail mail) {
        count("sent", 1);
        return queue.markSent(mail);
    }

    private Uni<Void> failed(OwedMail mail, Throwable failure) {
        String reason = withoutAddresses(failure.toString());
        LOG.warnf(
                "The mail for %s to account %s waits, try %d failed: %s",
                mail.purpose(), mail.accountId(), mail.attempts(), reason);
        count("failed", 1);
        return queue.markFailed(mail, reason, clock.instant().plus(pauseAfter(mail.attempts())));
    }

    /** Servers like to repeat the address in their refusal; it is personal and does not belong in a log. */
    private static String withoutAddresses(String error) {
        String masked = error.replaceAll("\\S+@\\S+", "<address>");
        return masked.substring(0, Math.min(masked.length(), ERROR_MAX_CHARACTERS));
    }

    /** Doubles with each attempt; the jitter keeps those that failed together from coming back together. */
    private static Duration pauseAfter(int attempts) {
        double doubled = FIRST_PAUSE.toMillis() * Math.pow(2, attempts - 1.0);
        double longest = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis((long) (longest * ThreadLocalRandom.current().nextDouble(0.7, 1.0)));
    }

    @Scheduled(every = "60s", delayed = "10s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tidyUp() {
        return queue.giveUp(clock.instant().minus(config.giveUpAfter()))
                .invoke(this::complain)
                .chain(() -> queue.forgetExpired(clock.instant()));
    }

    private void complain(int givenUp) {
        if (givenUp > 0) {
            LOG.errorf("Gave up on %d mails that could not be delivered in %s", givenUp, config.giveUpAfter());
            count("given_up", givenUp);
        }
    }

    private void complainOnce(Throwable failure) {
        if (!queueAway) {
            LOG.warnf("Mails cannot be looked for at the moment: %s", failure);
        }
        queueAway = true;
    }

    private void count(String outcome, int mails) {
        metrics.counter("recourse.mails", "outcome", outcome).increment(mails);
    }
}

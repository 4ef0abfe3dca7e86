package io.recourse.escalation.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import io.vertx.mutiny.ext.mail.MailClient;
import org.jboss.logging.Logger;

/**
 * Sends the mails that wait. A replica claims some for the length of a lease and tries each once; what fails waits
 * longer each time. Should a replica die between the server's yes and its note of it, the mail is sent again, under the
 * same Message-ID.
 */
@ApplicationScoped
public class MailDispatcher {

    private static final Logger LOG = Logger.getLogger(MailDispatcher.class);
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final int ERROR_MAX_CHARACTERS = 500;

    private final MailStore mails;
    private final MailComposer composer;
    private final MailClient client;
    private final MailConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final WorkLoop loop;

    @Inject
    MailDispatcher(
            MailStore mails,
            MailComposer composer,
            MailClient client,
            MailConfig config,
            MeterRegistry metrics,
            Clock clock,
            Vertx vertx) {
        this.mails = mails;
        this.composer = composer;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.loop = new WorkLoop("Mail", LOOK_AT_LEAST_EVERY, this::sendWhatIsDue, clock, vertx);
    }

    void start(@Observes StartupEvent started) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.stop();
    }

    /** There is something to send. */
    public void wake() {
        loop.wake();
    }

    private Uni<Instant> sendWhatIsDue() {
        Instant now = clock.instant();
        return mails.claim(now, now.plus(config.lease()), config.concurrency())
                .chain(claimed -> claimed.isEmpty()
                        ? mails.nextAttemptAt()
                        : Uni.join()
                                .all(claimed.stream().map(this::deliver).toList())
                                .andCollectFailures()
                                .replaceWith(clock::instant));
    }

    private Uni<Void> deliver(ClaimedMail mail) {
        if (mail.isObsolete()) {
            return mails.markDropped(mail).invoke(() -> count("dropped"));
        }
        return composer.compose(mail)
                .chain(client::sendMail)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onItemOrFailure()
                .transformToUni((sent, failure) -> failure == null ? sent(mail) : failed(mail, failure));
    }

    private Uni<Void> sent(ClaimedMail mail) {
        return mails.markSent(mail, clock.instant()).invoke(() -> count("sent"));
    }

    private Uni<Void> failed(ClaimedMail mail, Throwable failure) {
        String reason = withoutAddresses(failure.toString());
        LOG.warnf(
                "Mail %d about complaint %d waits, try %d failed: %s",
                mail.id(), mail.complaintId(), mail.attempts(), reason);
        count("failed");
        return mails.markFailed(mail, reason, clock.instant().plus(pauseAfter(mail.attempts())));
    }

    /** Servers like to repeat the address in their refusal; it is personal and does not belong in a log. */
    private static String withoutAddresses(String error) {
        String masked = error.replaceAll("\\S+@\\S+", "<address>");
        return masked.substring(0, Math.min(masked.length(), ERROR_MAX_CHARACTERS));
    }

    /** Doubles with each attempt; the jitter keeps those that failed together from coming back together. */
    private Duration pauseAfter(int attempts) {
        double doubled = config.firstPause().toMillis() * Math.pow(2, attempts - 1.0);
        double longest = Math.min(doubled, config.longestPause().toMillis());
        return Duration.ofMillis((long) (longest * ThreadLocalRandom.current().nextDouble(0.7, 1.0)));
    }

    /** Finds mails that were parked in the moment in which their recipient's address became known. */
    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> unpark() {
        return mails.unpark(clock.instant())
                .invoke(found -> {
                    if (found > 0) {
                        wake();
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(this::nextTime);
    }

    /** Gives up on mails that nobody needs any more, whatever they waited for: the server or an address. */
    @Scheduled(
            every = "60s",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> giveUpTheOld() {
        return mails.giveUp(clock.instant().minus(config.giveUpAfter()))
                .invoke(this::complain)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(this::nextTime);
    }

    private Uni<Void> nextTime(Throwable failure) {
        LOG.warnf("Parked and old mails will be looked at next time: %s", failure);
        return Uni.createFrom().voidItem();
    }

    private void complain(List<Long> givenUp) {
        if (!givenUp.isEmpty()) {
            LOG.errorf(
                    "Gave up on %d mails that could not be delivered in %s: %s",
                    givenUp.size(), config.giveUpAfter(), givenUp);
            metrics.counter("recourse.mails", "outcome", "given_up").increment(givenUp.size());
        }
    }

    private void count(String outcome) {
        metrics.counter("recourse.mails", "outcome", outcome).increment();
    }
}

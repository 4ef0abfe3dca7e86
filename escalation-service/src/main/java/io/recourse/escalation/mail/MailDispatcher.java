package io.recourse.escalation.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.recourse.escalation.loop.Backoff;
import io.recourse.escalation.loop.ClaimLoop;
import io.recourse.platform.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailResult;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import org.jboss.logging.Logger;

/**
 * Sends the mails that wait; what fails waits longer each time. Should a replica die between the server's yes and its
 * note of it, the mail is sent again: SMTP knows no transaction that both sides take part in. It has the same Message-ID
 * then, by which servers and mail programs recognise it.
 */
@ApplicationScoped
public class MailDispatcher {

    private static final Logger LOG = Logger.getLogger(MailDispatcher.class);
    private static final int ERROR_MAX_CHARACTERS = 500;

    private final MailStore mails;
    private final MailComposer composer;
    private final MailClient client;
    private final MailConfig config;
    private final MeterRegistry metrics;
    private final Traces traces;
    private final Clock clock;
    private final Backoff backoff;
    private final ClaimLoop<ClaimedMail> loop;

    @Inject
    MailDispatcher(
            MailStore mails,
            MailComposer composer,
            MailClient client,
            MailConfig config,
            MeterRegistry metrics,
            Traces traces,
            Clock clock,
            Vertx vertx) {
        this.mails = mails;
        this.composer = composer;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.loop = new ClaimLoop<>(
                "Mail",
                mails::claim,
                config.lease(),
                config.concurrency(),
                this::deliver,
                mails::nextAttemptAt,
                clock,
                vertx);
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

    private Uni<Void> deliver(ClaimedMail mail) {
        if (mail.isObsolete()) {
            return mails.markDropped(mail).invoke(() -> count("dropped"));
        }
        return traces.span("send mail", mail.traceparent(), () -> attempt(mail))
                .onItemOrFailure()
                .transformToUni((sent, failure) -> failure == null ? sent(mail) : failed(mail, failure));
    }

    private Uni<MailResult> attempt(ClaimedMail mail) {
        return composer.compose(mail)
                .chain(client::sendMail)
                .ifNoItem()
                .after(config.timeout())
                .fail();
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
        return mails.markFailed(mail, reason, clock.instant().plus(backoff.after(mail.attempts())));
    }

    /** Servers like to repeat the address in their refusal; it is personal and does not belong in a log. */
    private static String withoutAddresses(String error) {
        String masked = error.replaceAll("\\S+@\\S+", "<address>");
        return masked.substring(0, Math.min(masked.length(), ERROR_MAX_CHARACTERS));
    }

    /**
     * Finds mails that were parked in the moment in which their recipient's address became known, and those that wait for
     * a time that was near before the clock was set back.
     */
    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> unpark() {
        Instant now = clock.instant();
        return mails.unpark(now)
                .chain(unparked -> mails.hasten(now, longestWait()).map(hastened -> unparked + hastened))
                .invoke(found -> {
                    if (found > 0) {
                        wake();
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(this::nextTime);
    }

    private Duration longestWait() {
        return config.lease().compareTo(config.longestPause()) > 0 ? config.lease() : config.longestPause();
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

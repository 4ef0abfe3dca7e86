package io.recourse.escalation.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.recourse.escalation.calendar.CalendarChanged;
import io.recourse.escalation.event.Priority;
import io.recourse.escalation.loop.WorkLoop;
import io.recourse.escalation.mail.MailStore;
import io.recourse.escalation.policy.PolicyChanged;
import io.recourse.escalation.policy.PolicyInForce;
import io.recourse.escalation.policy.SlaPolicies;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Asks for transitions when their time has come. A clock is claimed, its request appended to the outbox and its agenda
 * stored in one transaction, so that of many replicas one asks, and none forgets. What is overdue is asked for in the order
 * in which it became due.
 */
@ApplicationScoped
public class DeadlineLoop {

    private static final int BATCH = 500;

    /** Finds deadlines that other replicas stored and did not live to see. */
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final ClockStore clocks;
    private final SlaPolicies policies;
    private final MailStore mails;
    private final Outbox outbox;
    private final Clock clock;
    private final DeadlineMetrics metrics;
    private final DeadlineConfig config;
    private final WorkLoop due;
    private final WorkLoop outdated;

    @Inject
    DeadlineLoop(
            ClockStore clocks,
            SlaPolicies policies,
            MailStore mails,
            Outbox outbox,
            Clock clock,
            DeadlineMetrics metrics,
            DeadlineConfig config,
            Vertx vertx) {
        this.clocks = clocks;
        this.policies = policies;
        this.mails = mails;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.config = config;
        this.due = new WorkLoop("Deadlines", LOOK_AT_LEAST_EVERY, this::askForWhatIsDue, clock, vertx);
        this.outdated = new WorkLoop("Policy change", LOOK_AT_LEAST_EVERY, this::planTheOutdated, clock, vertx);
    }

    void start(@Observes StartupEvent started) {
        due.start();
        outdated.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        due.stop();
        outdated.stop();
    }

    void policyChanged(@Observes PolicyChanged change) {
        outdated.wake();
    }

    void calendarChanged(@Observes CalendarChanged change) {
        outdated.wake();
    }

    /** A deadline has been stored; null: none. */
    public void wakeAt(Instant deadline) {
        due.wakeAt(deadline);
    }

    private Uni<Instant> askForWhatIsDue() {
        Instant began = clock.instant();
        return outbox.inConnection(transaction -> policies.inForce(transaction)
                        .chain(inForce -> clocks.claimDue(transaction, clock.instant(), BATCH)
                                .call(claimed -> planOn(transaction, claimed, inForce))))
                .chain(claimed -> claimed.size() == BATCH
                        ? Uni.createFrom().item(began.plus(timeFor(BATCH)))
                        : clocks.nextWakeAt());
    }

    /** A changed policy may end long after the request that changed it: chunk by chunk, by whichever replica. */
    private Uni<Instant> planTheOutdated() {
        Instant began = clock.instant();
        return outbox.inConnection(transaction -> clocks.claimOutdated(transaction, BATCH)
                        // The policies are read after the claim: never older than those that outdated the clocks.
                        .chain(claimed -> claimed.isEmpty()
                                ? Uni.createFrom().nullItem()
                                : policies.inForce(transaction)
                                        .chain(inForce -> planOn(transaction, claimed, inForce))))
                .onItem()
                .ifNotNull()
                .transform(planned -> {
                    due.wakeAt(planned.wakeAt());
                    return began.plus(timeFor(planned.events().size()));
                });
    }

    /** The time that so many may take at the least, lest what comes behind be flooded. */
    private Duration timeFor(int fired) {
        return Duration.ofSeconds(fired).dividedBy(config.atMostPerSecond());
    }

    private Uni<PlannedBatch> planOn(
            SqlConnection transaction, List<TrackedComplaint> claimed, Map<Priority, PolicyInForce> inForce) {
        Instant now = clock.instant();
        PlannedBatch planned = PlannedBatch.of(claimed, inForce, now);
        return clocks.saveAgendas(transaction, planned.rows())
                .chain(() -> outbox.append(transaction, planned.events()))
                .chain(() -> mails.warn(transaction, planned.warnings()))
                .invoke(() -> metrics.asked(planned, now))
                .replaceWith(planned);
    }
}

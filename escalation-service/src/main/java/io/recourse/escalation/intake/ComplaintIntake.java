package io.recourse.escalation.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.escalation.deadline.Agenda;
import io.recourse.escalation.deadline.Asked;
import io.recourse.escalation.deadline.ClockStore;
import io.recourse.escalation.deadline.ComplaintClock;
import io.recourse.escalation.deadline.DeadlineLoop;
import io.recourse.escalation.deadline.DeadlineMetrics;
import io.recourse.escalation.deadline.PlannedBatch;
import io.recourse.escalation.deadline.TrackedComplaint;
import io.recourse.escalation.escalation.Escalation;
import io.recourse.escalation.escalation.Escalations;
import io.recourse.escalation.event.ComplaintEvent;
import io.recourse.escalation.event.ComplaintEvent.Kind;
import io.recourse.escalation.event.Priority;
import io.recourse.escalation.mail.MailConfig;
import io.recourse.escalation.mail.MailDispatcher;
import io.recourse.escalation.mail.MailStore;
import io.recourse.escalation.mail.Transition;
import io.recourse.escalation.policy.PolicyInForce;
import io.recourse.escalation.policy.SlaPolicies;
import io.recourse.escalation.webhook.Deliveries;
import io.recourse.escalation.webhook.WebhookDispatcher;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Applies complaint's events, many in one transaction: clocks move on, what is due at once is asked for, escalations
 * are recorded and mails stored. An event that is not newer than what is known of its complaint has no effect.
 */
@ApplicationScoped
class ComplaintIntake {

    private final Outbox outbox;
    private final SlaPolicies policies;
    private final ClockStore clocks;
    private final Escalations escalations;
    private final MailStore mails;
    private final MailConfig mailConfig;
    private final DeadlineLoop deadlines;
    private final DeadlineMetrics metrics;
    private final MailDispatcher dispatcher;
    private final Deliveries deliveries;
    private final WebhookDispatcher webhooks;
    private final Clock clock;

    @Inject
    ComplaintIntake(
            Outbox outbox,
            SlaPolicies policies,
            ClockStore clocks,
            Escalations escalations,
            MailStore mails,
            MailConfig mailConfig,
            DeadlineLoop deadlines,
            DeadlineMetrics metrics,
            MailDispatcher dispatcher,
            Deliveries deliveries,
            WebhookDispatcher webhooks,
            Clock clock) {
        this.outbox = outbox;
        this.policies = policies;
        this.clocks = clocks;
        this.escalations = escalations;
        this.mails = mails;
        this.mailConfig = mailConfig;
        this.deadlines = deadlines;
        this.metrics = metrics;
        this.dispatcher = dispatcher;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** What a batch of events comes to. */
    private static final class Effects {
        private final Map<Long, TrackedComplaint> touched = new LinkedHashMap<>();
        private final List<Escalation> escalations = new ArrayList<>();
        private final List<ComplaintEvent> news = new ArrayList<>();
        private final Set<Long> deleted = new LinkedHashSet<>();

        /** By the complaint's number, as text: the trace of what happened to it last. */
        private final Map<String, String> traces = new HashMap<>();
    }

    /** Applies events in their order; those of one complaint may be any, and mixed with others'. */
    Uni<Void> apply(List<ComplaintEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<Long> ids = new LinkedHashSet<>();
        events.forEach(event -> ids.add(event.complaintId()));
        return outbox.inConnection(
                        transaction -> policies.inForce(transaction).chain(inForce -> clocks.lock(transaction, ids)
                                .map(known -> effects(known, events))
                                .chain(effects -> store(transaction, effects, inForce))))
                .invoke(planned -> {
                    deadlines.wakeAt(planned.wakeAt());
                    if (events.stream().anyMatch(event -> Transition.of(event).isPresent())) {
                        dispatcher.wake();
                    }
                    webhooks.wake();
                })
                .replaceWithVoid();
    }

    private static Effects effects(List<TrackedComplaint> known, List<ComplaintEvent> events) {
        Effects effects = new Effects();
        Map<Long, TrackedComplaint> present = new LinkedHashMap<>();
        known.forEach(row -> present.put(row.clock().complaintId(), row));
        for (ComplaintEvent event : events) {
            TrackedComplaint before = present.get(event.complaintId());
            if (before == null || before.clock().isBefore(event)) {
                TrackedComplaint after = before == null
                        ? new TrackedComplaint(ComplaintClock.startedBy(event), Agenda.EMPTY, 0)
                        : new TrackedComplaint(before.clock().after(event), before.agenda(), before.policyVersion());
                present.put(event.complaintId(), after);
                effects.touched.put(event.complaintId(), after);
                note(effects, event, before);
            }
        }
        return effects;
    }

    private static void note(Effects effects, ComplaintEvent event, TrackedComplaint before) {
        effects.news.add(event);
        effects.traces.put(Long.toString(event.complaintId()), event.message().traceparent());
        if (event.kind() == Kind.DELETED) {
            effects.deleted.add(event.complaintId());
        }
        if (event.isEscalation()) {
            Instant dueAt = before == null
                    ? null
                    : before.agenda()
                            .request(event.body().requestId())
                            .map(Asked::dueAt)
                            .orElse(null);
            effects.escalations.add(new Escalation(
                    event.complaintId(),
                    event.eventId(),
                    event.body().escalationLevel(),
                    event.body().priority(),
                    dueAt,
                    event.occurredAt()));
        }
    }

    private Uni<PlannedBatch> store(SqlConnection transaction, Effects effects, Map<Priority, PolicyInForce> inForce) {
        Instant now = clock.instant();
        PlannedBatch planned = PlannedBatch.of(effects.touched.values(), inForce, now);
        Instant tooOldForMail = now.minus(mailConfig.giveUpAfter());
        List<ComplaintEvent> worthMail = effects.news.stream()
                .filter(event -> event.occurredAt().isAfter(tooOldForMail))
                .toList();
        return clocks.save(transaction, planned.rows())
                .chain(() -> outbox.append(transaction, planned.events(effects.traces)))
                .chain(() -> escalations.record(transaction, effects.escalations))
                .chain(() -> mails.enqueue(transaction, worthMail, now))
                .chain(() -> mails.warn(transaction, planned.warnings()))
                .chain(() -> deliveries.enqueue(transaction, effects.news))
                .chain(() -> deliveries.eraseComplaints(transaction, effects.deleted))
                .chain(() -> escalations.forget(transaction, effects.deleted))
                .chain(() -> mails.forgetComplaints(transaction, effects.deleted))
                .invoke(() -> metrics.asked(planned, now))
                .replaceWith(planned);
    }
}

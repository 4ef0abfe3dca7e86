package io.recourse.complaint.request;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.recourse.complaint.Complaint;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.ComplaintWrites;
import io.recourse.complaint.ComplaintWrites.Outcome;
import io.recourse.complaint.Complaints;
import io.recourse.complaint.event.Actor;
import io.recourse.complaint.event.ComplaintEvent;
import io.recourse.complaint.event.Ledger;
import io.recourse.platform.event.Inbox;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.event.KeyedConsumer;
import io.recourse.platform.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Does what escalation and the classifier ask for, once, if it may still be done. They decide on what they have heard;
 * here is what is so: a request that was overtaken is noted in the history and has no other effect.
 */
@ApplicationScoped
class RequestConsumer {

    private static final Logger LOG = Logger.getLogger(RequestConsumer.class);
    private static final String CONSUMER = "complaint-requests";

    /** Each needs a connection; most of the pool stays for those who wait for an answer. */
    private static final int AT_ONCE = 8;

    private final Multi<Message<String>> messages;
    private final KeyedConsumer consumer;
    private final IncomingEvents events;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Complaints complaints;
    private final ComplaintWrites complaintWrites;
    private final Ledger ledger;
    private final Clock clock;
    private final MeterRegistry metrics;

    @Inject
    RequestConsumer(
            @Channel("complaint-requests") Multi<Message<String>> messages,
            KeyedConsumer consumer,
            IncomingEvents events,
            Inbox inbox,
            Outbox outbox,
            Complaints complaints,
            ComplaintWrites complaintWrites,
            Ledger ledger,
            Clock clock,
            MeterRegistry metrics) {
        this.messages = messages;
        this.consumer = consumer;
        this.events = events;
        this.inbox = inbox;
        this.outbox = outbox;
        this.complaints = complaints;
        this.complaintWrites = complaintWrites;
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        consumer.work(messages, AT_ONCE, this::apply);
    }

    private Uni<Void> apply(IncomingEvent event) {
        return switch (event.type()) {
            case "transition.requested" -> transition(event, events.read(event, TransitionRequested.class));
            case "classification.suggested" -> classification(event, events.read(event, ClassificationSuggested.class));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> transition(IncomingEvent event, TransitionRequested request) {
        return writtenAlone(
                        event,
                        request.complaintId(),
                        complaint -> {
                            if (obstacle(complaint, request) == null) {
                                move(complaint, event, request);
                            }
                        },
                        ComplaintWrites.TRIES)
                .chain(outcome -> switch (outcome) {
                    case WRITTEN -> {
                        count(request);
                        yield Uni.createFrom().voidItem();
                    }
                    case REPEATED -> Uni.createFrom().voidItem();
                    case OVERTAKEN ->
                        once(event, request.complaintId(), complaint -> locked(complaint, event, request));
                });
    }

    private Uni<Void> locked(Complaint complaint, IncomingEvent event, TransitionRequested request) {
        String obstacle = obstacle(complaint, request);
        if (obstacle != null) {
            return refused(event, request, complaint, obstacle);
        }
        move(complaint, event, request);
        count(request);
        return Uni.createFrom().voidItem();
    }

    private void count(TransitionRequested request) {
        metrics.counter("recourse.complaints.transitions", "to", request.to().toString())
                .increment();
    }

    private void move(Complaint complaint, IncomingEvent event, TransitionRequested request) {
        Actor by = sender(event);
        Instant now = clock.instant();
        if (request.to() == ComplaintStatus.ESCALATED) {
            int next = request.level() == null ? complaint.escalationLevel() + 1 : request.level();
            complaint.escalateTo(next, by, now, event.id());
        } else {
            complaint.moveTo(request.to(), by, now, event.id());
        }
    }

    /**
     * Has an effect that changes a complaint and nothing else in one statement.
     *
     * @return that it is overtaken, too, when it has no such effect: then it is to be decided under a lock
     */
    private Uni<Outcome> writtenAlone(IncomingEvent event, long complaintId, Consumer<Complaint> effect, int tries) {
        return complaintWrites.read(complaintId).chain(known -> {
            if (known == null || tries == 0) {
                return Uni.createFrom().item(Outcome.OVERTAKEN);
            }
            effect.accept(known.complaint());
            List<ComplaintEvent> decided = known.complaint().takeEvents();
            if (decided.isEmpty()) {
                return Uni.createFrom().item(Outcome.OVERTAKEN);
            }
            return complaintWrites
                    .writeOnce(known, decided, CONSUMER, event.id())
                    .chain(outcome -> outcome == Outcome.OVERTAKEN
                            ? writtenAlone(event, complaintId, effect, tries - 1)
                            : Uni.createFrom().item(outcome));
        });
    }

    /** Why a request comes too late or asks for what cannot be; null when nothing is in its way. */
    private static String obstacle(Complaint complaint, TransitionRequested request) {
        ComplaintStatus status = complaint.status();
        boolean rise = status == ComplaintStatus.ESCALATED && request.to() == ComplaintStatus.ESCALATED;
        if (!request.from().contains(status)) {
            return "status_changed";
        }
        if (!rise && !status.next().contains(request.to())) {
            return "transition_not_allowed";
        }
        if (request.activityVersion() != null && complaint.activityVersion() > request.activityVersion()) {
            return "staff_were_active";
        }
        if (request.version() != null && complaint.version() > request.version()) {
            return "complaint_changed";
        }
        return null;
    }

    private Uni<Void> refused(IncomingEvent event, TransitionRequested request, Complaint complaint, String obstacle) {
        LOG.debugf("Complaint %d: %s was not granted: %s", complaint.id(), request.to(), obstacle);
        metrics.counter("recourse.complaints.requests.refused", "why", obstacle).increment();
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("requested", request.to());
        what.put("reason", request.reason());
        what.put("refused_because", obstacle);
        what.put("request_id", event.id());
        return ledger.refused(
                complaint.id(), complaint.version(), clock.instant(), sender(event), "transition.refused", what);
    }

    private Uni<Void> classification(IncomingEvent event, ClassificationSuggested suggestion) {
        Uni<Outcome> written = suggestion.isOfLabelsAlone()
                ? writtenAlone(
                        event,
                        suggestion.complaintId(),
                        complaint -> classify(complaint, event, suggestion),
                        ComplaintWrites.TRIES)
                : Uni.createFrom().item(Outcome.OVERTAKEN);
        return written.chain(outcome -> outcome != Outcome.OVERTAKEN
                ? Uni.createFrom().voidItem()
                : once(event, suggestion.complaintId(), complaint -> {
                    classify(complaint, event, suggestion);
                    complaint.describe(suggestion.summary(), suggestion.summarySource(), suggestion.language());
                    return complaints.noteDuplicates(complaint, suggestion.duplicateCandidates());
                }));
    }

    private void classify(Complaint complaint, IncomingEvent event, ClassificationSuggested suggestion) {
        boolean applied = complaint.classify(
                suggestion.category(),
                suggestion.priority(),
                suggestion.source(),
                sender(event),
                clock.instant(),
                event.id());
        LOG.debugf("Complaint %d: suggestion %s", complaint.id(), applied ? "applied" : "came too late");
    }

    /** Has an effect on a complaint in one transaction with the note that the message has been dealt with. */
    private Uni<Void> once(IncomingEvent event, long complaintId, Function<Complaint, Uni<Void>> effect) {
        return outbox.inTransaction(() -> inbox.firstTime(CONSUMER, event)
                .chain(first -> first
                        ? complaints.locked(complaintId)
                        : Uni.createFrom().nullItem())
                .chain(complaint -> complaint == null
                        // Repeated, or deleted meanwhile: there is nothing left to do.
                        ? Uni.createFrom().<Void>nullItem()
                        : complaints.recorded(complaint, () -> effect.apply(complaint))));
    }

    private static Actor sender(IncomingEvent event) {
        return new Actor.Service(event.source().substring(event.source().lastIndexOf('/') + 1));
    }
}

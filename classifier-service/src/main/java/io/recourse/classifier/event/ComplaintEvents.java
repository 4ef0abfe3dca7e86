package io.recourse.classifier.event;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.classifier.Classification;
import io.recourse.classifier.Classifier;
import io.recourse.classifier.detail.DetailConfig;
import io.recourse.classifier.duplicate.Duplicates;
import io.recourse.classifier.suggestion.Choice;
import io.recourse.classifier.suggestion.Suggestion;
import io.recourse.classifier.suggestion.Suggestions;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.outbox.OutgoingEvent;
import io.recourse.platform.problem.DependencyFailures;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Suggests labels for new complaints, and learns what people chose in the end. */
@ApplicationScoped
public class ComplaintEvents {

    private static final Logger LOG = Logger.getLogger(ComplaintEvents.class);
    private static final String REQUESTS = "complaint-requests";

    private final IncomingEvents events;
    private final Classifier classifier;
    private final Suggestions suggestions;
    private final Duplicates duplicates;
    private final DetailConfig details;
    private final Outbox outbox;

    @Inject
    ComplaintEvents(
            IncomingEvents events,
            Classifier classifier,
            Suggestions suggestions,
            Duplicates duplicates,
            DetailConfig details,
            Outbox outbox) {
        this.events = events;
        this.classifier = classifier;
        this.suggestions = suggestions;
        this.duplicates = duplicates;
        this.details = details;
        this.outbox = outbox;
    }

    /** Has the effect of an event, once however often it is delivered. */
    public Uni<Void> apply(IncomingEvent event) {
        return switch (event.type()) {
            case "complaint.created" -> suggest(read(event));
            case "complaint.updated", "complaint.status_changed" -> learn(read(event), event);
            case "complaint.deleted" -> forget(read(event).id());
            default -> Uni.createFrom().voidItem();
        };
    }

    private ComplaintEvent read(IncomingEvent event) {
        return events.read(event, ComplaintEvent.class);
    }

    private Uni<Void> suggest(ComplaintEvent complaint) {
        if (!complaint.awaitsClassification() && !details.summary() && !details.language() && !duplicates.areWanted()) {
            return Uni.createFrom().voidItem();
        }
        return suggestions
                .exists(complaint.id())
                .chain(done ->
                        done ? Uni.createFrom().voidItem() : find(complaint).chain(found -> publish(complaint, found)));
    }

    /** Where nobody awaits labels and no summary is wanted, Gemini has nothing to add. */
    private Uni<Classification> find(ComplaintEvent complaint) {
        Uni<Classification> found = complaint.awaitsClassification() || details.summary()
                ? classifier.classify(complaint.text())
                : Uni.createFrom().item(() -> classifier.classifyLocally(complaint.text()));
        return duplicates.areWanted()
                ? remember(complaint).chain(() -> found).chain(labelled -> withDuplicates(complaint, labelled))
                : found;
    }

    /** Before Gemini is asked, so that another complaint sent at once finds this one. */
    private Uni<Void> remember(ComplaintEvent complaint) {
        return unlessItCannotBe(
                duplicates.remember(
                        complaint.id(),
                        complaint.createdBy().id(),
                        complaint.serviceTypeId(),
                        complaint.text(),
                        complaint.createdAt()),
                null);
    }

    private Uni<Classification> withDuplicates(ComplaintEvent complaint, Classification found) {
        return unlessItCannotBe(
                duplicates
                        .of(complaint.text(), complaint.createdBy().id(), complaint.serviceTypeId(), complaint.id())
                        .map(found::withDuplicates),
                found);
    }

    /** Labels are worth more than duplicates: whatever prevents those, except a database that is away, is passed over. */
    private static <T> Uni<T> unlessItCannotBe(Uni<T> extra, T instead) {
        return extra.onFailure(failure -> !DependencyFailures.isTransient(failure))
                .invoke(bug -> LOG.errorf("Duplicates could not be looked for: %s", bug.getClass()))
                .onFailure(failure -> !DependencyFailures.isTransient(failure))
                .recoverWithItem(instead);
    }

    private Uni<Void> forget(long complaintId) {
        return suggestions.remove(complaintId).chain(() -> duplicates.forget(complaintId));
    }

    /** Keeps and publishes a suggestion in one transaction, which begins after Gemini has been called. */
    private Uni<Void> publish(ComplaintEvent complaint, Classification found) {
        OutgoingEvent event = OutgoingEvent.of(
                REQUESTS,
                Long.toString(complaint.id()),
                ClassificationSuggested.TYPE,
                ClassificationSuggested.of(complaint.id(), found));
        return outbox.inConnection(transaction -> suggestions
                .add(transaction, suggestion(complaint, found))
                .chain(first -> first
                        ? outbox.append(transaction, List.of(event))
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> learn(ComplaintEvent complaint, IncomingEvent event) {
        if (!complaint.isChoiceOfLabels()) {
            return Uni.createFrom().voidItem();
        }
        return suggestions.choose(new Choice(
                complaint.id(), complaint.version(), complaint.category(), complaint.priority(), event.occurredAt()));
    }

    private static Suggestion suggestion(ComplaintEvent complaint, Classification found) {
        return new Suggestion(
                complaint.id(),
                found.suggestedCategory(),
                found.suggestedPriority(),
                found.confidence(),
                found.source(),
                found.model(),
                complaint.awaits("category"),
                complaint.awaits("priority"));
    }
}

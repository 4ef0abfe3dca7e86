package io.recourse.classifier.event;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.recourse.classifier.Classification;
import io.recourse.classifier.Classifier;
import io.recourse.classifier.suggestion.Choice;
import io.recourse.classifier.suggestion.Suggestion;
import io.recourse.classifier.suggestion.Suggestions;
import io.recourse.platform.event.IncomingEvent;
import io.recourse.platform.event.IncomingEvents;
import io.recourse.platform.outbox.Outbox;
import io.recourse.platform.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;

/** Suggests labels for new complaints, and learns what people chose in the end. */
@ApplicationScoped
public class ComplaintEvents {

    private static final String REQUESTS = "complaint-requests";

    private final IncomingEvents events;
    private final Classifier classifier;
    private final Suggestions suggestions;
    private final Outbox outbox;

    @Inject
    ComplaintEvents(IncomingEvents events, Classifier classifier, Suggestions suggestions, Outbox outbox) {
        this.events = events;
        this.classifier = classifier;
        this.suggestions = suggestions;
        this.outbox = outbox;
    }

    /** Has the effect of an event, once however often it is delivered. */
    public Uni<Void> apply(IncomingEvent event) {
        return switch (event.type()) {
            case "complaint.created" -> suggest(read(event));
            case "complaint.updated", "complaint.status_changed" -> learn(read(event), event);
            case "complaint.deleted" -> suggestions.remove(read(event).id());
            default -> Uni.createFrom().voidItem();
        };
    }

    private ComplaintEvent read(IncomingEvent event) {
        return events.read(event, ComplaintEvent.class);
    }

    private Uni<Void> suggest(ComplaintEvent complaint) {
        if (!complaint.awaitsClassification()) {
            return Uni.createFrom().voidItem();
        }
        return suggestions
                .exists(complaint.id())
                .chain(done -> done
                        ? Uni.createFrom().voidItem()
                        : classifier.classify(complaint.text()).chain(found -> publish(suggestion(complaint, found))));
    }

    /** Keeps and publishes a suggestion in one transaction, which begins after Gemini has been called. */
    private Uni<Void> publish(Suggestion suggestion) {
        OutgoingEvent event = OutgoingEvent.of(
                REQUESTS,
                Long.toString(suggestion.complaintId()),
                ClassificationSuggested.TYPE,
                ClassificationSuggested.of(suggestion));
        return outbox.inConnection(transaction -> suggestions
                .add(transaction, suggestion)
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

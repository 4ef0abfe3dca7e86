package io.recourse.classifier.event;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Priority;

/**
 * What is read of the events about complaints.
 *
 * @param description            with {@code complaint.created} alone
 * @param serviceTypeId          with {@code complaint.created} alone; null for none
 * @param awaitingClassification the labels that nobody chose, with {@code complaint.created} alone
 * @param changes                what changed, by the name of the field
 */
@RegisterForReflection
record ComplaintEvent(
        long id,
        long version,
        String title,
        String description,
        String status,
        Priority priority,
        Category category,
        Person createdBy,
        Integer serviceTypeId,
        Instant createdAt,
        Actor actor,
        Set<String> awaitingClassification,
        Map<String, JsonNode> changes) {

    private static final Set<String> LABELS = Set.of("category", "priority");
    private static final Set<String> ENDS = Set.of("resolved", "closed");

    /** The customer. */
    @RegisterForReflection
    record Person(UUID id) {}

    /**
     * Who made the change.
     *
     * @param service the service, null for a person
     */
    @RegisterForReflection
    record Actor(String service) {}

    ComplaintText text() {
        return new ComplaintText(title, description);
    }

    boolean awaits(String label) {
        return awaitingClassification != null && awaitingClassification.contains(label);
    }

    boolean awaitsClassification() {
        return LABELS.stream().anyMatch(this::awaits);
    }

    /** Whether a person set a label, or ended the complaint and let the labels stand. */
    boolean isChoiceOfLabels() {
        boolean byPerson = actor != null && actor.service() == null;
        boolean labelled = changes != null && LABELS.stream().anyMatch(changes::containsKey);
        boolean ended = changes != null && changes.containsKey("status") && ENDS.contains(status);
        return byPerson && (labelled || ended);
    }

    @Override
    public String toString() {
        return "ComplaintEvent[" + id + ", version " + version + "]";
    }
}

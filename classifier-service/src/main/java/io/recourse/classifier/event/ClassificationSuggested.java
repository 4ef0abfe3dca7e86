package io.recourse.classifier.event;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.classifier.Classification;
import io.recourse.classifier.duplicate.DuplicateCandidate;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Priority;
import io.recourse.classifier.label.Source;

/** The body of {@code classification.suggested}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ClassificationSuggested(
        long complaintId,
        Category category,
        Priority priority,
        Confidence confidence,
        Source source,
        String model,
        String summary,
        Source summarySource,
        String language,
        List<DuplicateCandidate> duplicateCandidates) {

    static final String TYPE = "classification.suggested";

    static ClassificationSuggested of(long complaintId, Classification found) {
        return new ClassificationSuggested(
                complaintId,
                found.suggestedCategory(),
                found.suggestedPriority(),
                found.confidence(),
                found.source(),
                found.model(),
                found.summary(),
                found.summarySource(),
                found.language(),
                found.duplicateCandidates());
    }

    /** Whoever logs the event logs no text. */
    @Override
    public String toString() {
        return "ClassificationSuggested[" + complaintId + "]";
    }
}

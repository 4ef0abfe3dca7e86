package io.recourse.classifier.event;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Priority;
import io.recourse.classifier.label.Source;
import io.recourse.classifier.suggestion.Suggestion;

/** The body of {@code classification.suggested}. */
record ClassificationSuggested(
        long complaintId, Category category, Priority priority, Confidence confidence, Source source, String model) {

    static final String TYPE = "classification.suggested";

    static ClassificationSuggested of(Suggestion suggestion) {
        return new ClassificationSuggested(
                suggestion.complaintId(),
                suggestion.category(),
                suggestion.priority(),
                suggestion.confidence(),
                suggestion.source(),
                suggestion.model());
    }
}

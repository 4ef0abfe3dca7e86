package io.recourse.complaint.request;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.complaint.Category;
import io.recourse.complaint.ClassifiedBy;
import io.recourse.complaint.DuplicateCandidate;
import io.recourse.complaint.Priority;

/**
 * The classifier's suggestion: see {@code docs/events/classification.suggested.schema.json}. What is beside the labels
 * is null where the classifier has it switched off or found nothing.
 */
@RegisterForReflection
record ClassificationSuggested(
        long complaintId,
        Category category,
        Priority priority,
        ClassifiedBy source,
        String summary,
        ClassifiedBy summarySource,
        String language,
        List<DuplicateCandidate> duplicateCandidates) {

    /** Whether it says nothing but category and priority. */
    boolean isOfLabelsAlone() {
        return summary == null
                && summarySource == null
                && language == null
                && (duplicateCandidates == null || duplicateCandidates.isEmpty());
    }

    @Override
    public String toString() {
        return "ClassificationSuggested[" + complaintId + "]";
    }
}

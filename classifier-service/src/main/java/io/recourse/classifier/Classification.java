package io.recourse.classifier;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recourse.classifier.duplicate.DuplicateCandidate;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Priority;
import io.recourse.classifier.label.Source;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A suggestion of category and priority, and what else was found and wanted.
 *
 * @param suggestedCategory the category that fits best
 * @param suggestedPriority the priority that fits best
 * @param confidence        how sure the source is of each
 * @param source            who found them
 * @param model             the name of the model that found them
 * @param summary           one line for staff, 1 to 140 code points; null unless wanted
 * @param summarySource     who wrote the summary: Gemini, or the customer whose sentence was chosen; null without one
 * @param language          a code (BCP 47); null unless wanted and sure
 * @param duplicateCandidates earlier complaints about perhaps the same matter, the most alike first; null unless wanted
 */
@Schema(description = "A suggestion of category and priority")
public record Classification(
        Category suggestedCategory,
        Priority suggestedPriority,
        Confidence confidence,
        Source source,
        String model,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "One line for staff; for them alone, and only where it is switched on")
        String summary,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "gemini wrote the summary; fallback chose a sentence of the text")
        Source summarySource,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "BCP 47; absent when unsure and where it is not switched on", examples = "pt")
        String language,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Earlier complaints of the caller that the text is like; only where it is switched on")
        List<DuplicateCandidate> duplicateCandidates) {

    /**
     * What was found beside the labels.
     *
     * @param summary  null for none
     * @param writer   null for none
     * @param language null for none
     */
    record Details(String summary, Source writer, String language) {}

    static Classification of(Labels labels, Source source, String model, Details details) {
        return new Classification(
                labels.category(),
                labels.priority(),
                labels.confidence(),
                source,
                model,
                details.summary(),
                details.writer(),
                details.language(),
                null);
    }

    /** The same as it is for customers. */
    Classification withoutSummary() {
        return new Classification(
                suggestedCategory,
                suggestedPriority,
                confidence,
                source,
                model,
                null,
                null,
                language,
                duplicateCandidates);
    }

    /** The same with what it may be a duplicate of. */
    public Classification withDuplicates(List<DuplicateCandidate> candidates) {
        return new Classification(
                suggestedCategory,
                suggestedPriority,
                confidence,
                source,
                model,
                summary,
                summarySource,
                language,
                candidates);
    }
}

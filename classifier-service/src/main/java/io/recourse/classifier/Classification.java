package io.recourse.classifier;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Priority;
import io.recourse.classifier.label.Source;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A suggestion of category and priority.
 *
 * @param suggestedCategory the category that fits best
 * @param suggestedPriority the priority that fits best
 * @param confidence        how sure the source is of each
 * @param source            who found them
 * @param model             the name of the model that found them
 */
@Schema(description = "A suggestion of category and priority")
public record Classification(
        Category suggestedCategory, Priority suggestedPriority, Confidence confidence, Source source, String model) {

    static Classification of(Labels labels, Source source, String model) {
        return new Classification(labels.category(), labels.priority(), labels.confidence(), source, model);
    }
}

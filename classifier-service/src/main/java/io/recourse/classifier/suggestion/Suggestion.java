package io.recourse.classifier.suggestion;

import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Priority;
import io.recourse.classifier.label.Source;

/**
 * What is suggested for a complaint.
 *
 * @param complaintId   the complaint
 * @param category      the category that fits best
 * @param priority      the priority that fits best
 * @param confidence    how sure the source is
 * @param source        who found them
 * @param model         the name of the model
 * @param categoryAsked whether nobody had chosen a category
 * @param priorityAsked whether nobody had chosen a priority
 */
public record Suggestion(
        long complaintId,
        Category category,
        Priority priority,
        Confidence confidence,
        Source source,
        String model,
        boolean categoryAsked,
        boolean priorityAsked) {}

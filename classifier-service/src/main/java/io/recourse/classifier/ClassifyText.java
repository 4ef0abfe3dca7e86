package io.recourse.classifier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.classifier.label.ComplaintText;

/**
 * Asks for a suggestion.
 *
 * @param description what the customer wrote, 1 to 10 000 characters
 * @param title       up to 200 characters; may be absent
 */
@RegisterForReflection
public record ClassifyText(
        @NotNull @Size(min = 1, max = 10_000) String description,
        @Size(max = 200) String title) {

    ComplaintText text() {
        return new ComplaintText(title, description);
    }

    @Override
    public String toString() {
        return "ClassifyText";
    }
}

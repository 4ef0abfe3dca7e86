package io.recourse.classifier.label;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The text of a complaint. It is neither stored nor logged: not even {@link #toString()} gives it away.
 *
 * @param title       empty when the complaint has none
 * @param description what the customer wrote
 */
@RegisterForReflection
public record ComplaintText(String title, String description) {

    public ComplaintText {
        title = title == null ? "" : title;
    }

    @Override
    public String toString() {
        return "ComplaintText[" + (title.length() + description.length()) + " characters]";
    }
}

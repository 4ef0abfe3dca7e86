package io.recourse.complaint.servicetype;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.recourse.platform.json.CleanText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A service type to be added.
 *
 * @param active whether complaints may name it at once; true when absent
 */
@Schema(name = "DefineServiceType")
record DefineServiceType(
        @NotNull @Size(min = 1, max = 100) String name,
        @Size(max = 1_000) String description,
        Boolean active) {

    DefineServiceType {
        name = CleanText.onOneLine(name);
    }

    boolean isActive() {
        return !Boolean.FALSE.equals(active);
    }
}

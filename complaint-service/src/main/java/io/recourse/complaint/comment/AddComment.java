package io.recourse.complaint.comment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A comment to be added.
 *
 * @param internal whether only staff see it; false when absent
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "AddComment")
public record AddComment(
        @NotNull @Size(min = 1, max = 10_000) String body, Boolean internal) {

    boolean isInternal() {
        return Boolean.TRUE.equals(internal);
    }
}

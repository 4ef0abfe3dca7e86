package io.recourse.complaint;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.json.CleanText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A complaint as it is filed.
 *
 * @param title         one line: what would break it becomes a space
 * @param priority      null: the classifier suggests one
 * @param category      null: the classifier suggests one
 * @param serviceTypeId an active service type
 * @param visibility    private by default
 * @param parentId      a complaint that this one follows up, visible to the caller
 * @param status        open, if given at all
 * @param createdFor    username or id of the customer on whose behalf staff file it
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "FileComplaint")
public record FileComplaint(
        @NotNull @Size(min = 3, max = 200) String title,
        @NotNull @Size(min = 1, max = 10_000) String description,
        Priority priority,
        Category category,
        @Positive Integer serviceTypeId,
        Visibility visibility,
        @Positive Long parentId,
        ComplaintStatus status,
        @Size(min = 1, max = 254) String createdFor) {

    public FileComplaint {
        title = CleanText.onOneLine(title);
    }
}

package io.recourse.complaint;

import java.util.Optional;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import io.recourse.platform.json.CleanText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A complaint's fields anew, all of them.
 *
 * @param status        absent: stays as it is
 * @param visibility    absent: private
 * @param serviceTypeId absent: none
 * @param resolution    absent: none
 */
@Schema(name = "ReplaceComplaint")
record ReplaceComplaint(
        @NotNull @Size(min = 3, max = 200) String title,
        @NotNull @Size(min = 1, max = 10_000) String description,
        ComplaintStatus status,
        @NotNull Priority priority,
        @NotNull Category category,
        Visibility visibility,
        @Positive Integer serviceTypeId,
        @Size(max = 10_000) String resolution) {

    ReplaceComplaint {
        title = CleanText.onOneLine(title);
    }

    Revision revision() {
        return new Revision(
                Optional.of(title),
                Optional.of(description),
                Optional.of(visibility == null ? Visibility.PRIVATE : visibility),
                Optional.of(priority),
                Optional.of(category),
                Optional.of(Optional.ofNullable(serviceTypeId)),
                Optional.of(Optional.ofNullable(resolution)));
    }
}

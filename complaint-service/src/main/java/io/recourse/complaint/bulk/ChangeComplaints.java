package io.recourse.complaint.bulk;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change for many complaints.
 *
 * @param ids 1..100 numbers of complaints; one that stands there twice is changed once
 */
@Schema(name = "ChangeComplaints")
record ChangeComplaints(
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Positive Long> ids,
        @NotNull @Valid Change change) {

    /**
     * What is changed; absent or null leaves it.
     *
     * @param assignee username or id of an active agent or admin, {@code me} or {@code auto}
     */
    @Schema(name = "ChangeOfMany")
    record Change(
            ComplaintStatus status,
            @Size(min = 1, max = 254) String assignee,
            Priority priority,
            Category category) {

        boolean isEmpty() {
            return status == null && assignee == null && priority == null && category == null;
        }
    }
}

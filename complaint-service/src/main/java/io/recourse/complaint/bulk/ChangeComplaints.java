package io.recourse.complaint.bulk;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.complaint.Category;
import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;
import io.recourse.complaint.SelectComplaints;
import io.recourse.platform.http.JsonRequests;
import io.recourse.platform.problem.InvalidInputException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change for many complaints, which are named either by their ids or by a filter.
 *
 * @param ids    1..100 numbers of complaints; one that stands there twice is changed once
 * @param filter the filters of the list, at least one of them; at most 100 of the complaints that the caller sees may
 *               match
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "ChangeComplaints")
record ChangeComplaints(
        @Size(min = 1, max = 100) List<@NotNull @Positive Long> ids,
        @Valid SelectComplaints filter,
        @NotNull @Valid Change change) {

    /**
     * What is changed; what is absent stays.
     *
     * @param assignee username or id of an active agent or admin, {@code me}, {@code auto}, or null for nobody
     */
    @Schema(name = "ChangeOfMany")
    record Change(
            ComplaintStatus status,

            @Schema(nullable = true) @Size(min = 1, max = 254)
            String assignee,

            Priority priority,
            Category category) {}

    /**
     * Checks what only the JSON as it was sent tells.
     *
     * @throws InvalidInputException (400) unless there is either a list of ids or a filter, and a change of something;
     *                               for a null where there must be a value
     */
    void requireMeaning(JsonNode sent) {
        if ((ids == null) == (filter == null)) {
            throw new InvalidInputException("ids", "either ids or filter is required");
        }
        JsonNode conditions = sent.path("filter");
        if (filter != null && conditions.isEmpty()) {
            throw new InvalidInputException("filter", "must have a condition");
        }
        conditions.fieldNames().forEachRemaining(name -> JsonRequests.requireNoNull(conditions, name));
        if (sent.path("change").isEmpty()) {
            throw new InvalidInputException("change", "must change something");
        }
        JsonRequests.requireNoNull(sent.path("change"), "status", "priority", "category");
    }
}

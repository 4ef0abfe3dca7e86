package io.recourse.complaint;

import java.time.Instant;
import java.util.List;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Complaints by what they have in common: the filters of the list, as JSON. What is absent does not filter; several
 * statuses, priorities or categories match any of them, and a single one needs no list.
 *
 * @param assignedTo  username, id, {@code me} or {@code none}
 * @param createdBy   username, id or {@code me}
 * @param serviceType id of the service type
 * @param createdFrom inclusive
 * @param createdTo   exclusive
 * @param search      words of title and description, the last one perhaps only begun
 */
@Schema(name = "SelectComplaints")
public record SelectComplaints(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<ComplaintStatus> status,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<Priority> priority,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<Category> category,

        @Size(min = 1, max = 200) String assignedTo,
        @Size(min = 1, max = 200) String createdBy,
        @Positive Integer serviceType,
        @Positive Long parentId,
        Instant createdFrom,
        Instant createdTo,
        @Size(min = 1, max = 200) String search) {

    public SelectComplaints {
        status = status == null ? List.of() : List.copyOf(status);
        priority = priority == null ? List.of() : List.copyOf(priority);
        category = category == null ? List.of() : List.copyOf(category);
    }

    /** The filter, in the order of filing. */
    ComplaintFilter filter() {
        return filter(ComplaintSort.OLDEST);
    }

    ComplaintFilter filter(ComplaintSort sort) {
        return new ComplaintFilter(
                List.of(),
                status,
                priority,
                category,
                assignedTo,
                createdBy,
                serviceType,
                parentId,
                null,
                createdFrom,
                createdTo,
                search,
                sort);
    }
}

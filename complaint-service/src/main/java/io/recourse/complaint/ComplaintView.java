package io.recourse.complaint;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.recourse.platform.http.Preconditions;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A complaint as clients see it.
 *
 * @param id              the human number
 * @param classifiedBy    who chose category and priority; null until somebody did
 * @param escalationLevel 0..3
 * @param version         grows with every change
 */
@Schema(name = "Complaint")
public record ComplaintView(
        long id,
        String title,
        String description,
        ComplaintStatus status,
        Priority priority,
        Category category,
        ServiceTypeRef serviceType,
        Visibility visibility,
        Long parentId,
        PersonView createdBy,
        PersonView assignedTo,
        String resolution,
        List<ImageView> images,
        ClassifiedBy classifiedBy,
        int escalationLevel,
        int reopenCount,
        Instant createdAt,
        Instant updatedAt,
        Instant firstResponseAt,
        Instant resolvedAt,
        Instant closedAt,
        int version) {

    /** The entity tag: of the version, and of the names, which change without the complaint. */
    String tag() {
        return Preconditions.etag(version, Arrays.asList(createdBy, assignedTo, serviceType));
    }

    /** The service type that a complaint is about. */
    public record ServiceTypeRef(int id, String name) {}

    /** A person as others see them. */
    @Schema(name = "Person")
    public record PersonView(UUID id, String username, String name) {}
}

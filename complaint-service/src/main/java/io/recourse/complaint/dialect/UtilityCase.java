package io.recourse.complaint.dialect;

import java.time.Instant;
import java.util.List;

import io.recourse.complaint.ComplaintView;
import io.recourse.complaint.ComplaintView.PersonView;
import io.recourse.complaint.Priority;
import io.recourse.complaint.comment.CommentView;
import io.recourse.platform.dialect.Sent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A service request or a support ticket, which differ in whether they refer to another one. */
@Schema(name = "UtilityCase")
record UtilityCase(
        long id,

        @Schema(description = "The service request that a support ticket refers to")
        Long parentId,

        PersonView customer,
        Integer serviceType,
        String serviceTypeName,
        String title,
        String description,

        @Schema(enumeration = {"Pending", "In Progress", "Completed", "Cancelled"})
        String status,

        Priority priority,
        PersonView assignedTo,
        String resolutionNotes,
        List<Attachment> attachments,
        Instant createdAt,
        Instant updatedAt,
        Instant completedAt) {

    private static final int TITLE_LENGTH = 80;

    /** An image. */
    @Schema(name = "UtilityAttachment")
    record Attachment(long id, String url, String contentType, long sizeBytes) {}

    /** A comment. */
    @Schema(name = "UtilityComment")
    record Comment(long id, PersonView author, String comment, boolean isInternal, Instant createdAt) {

        static Comment of(CommentView comment) {
            return new Comment(comment.id(), comment.author(), comment.body(), comment.internal(), comment.createdAt());
        }
    }

    static UtilityCase of(ComplaintView complaint) {
        var type = complaint.serviceType();
        return new UtilityCase(
                complaint.id(),
                complaint.parentId(),
                complaint.createdBy(),
                type == null ? null : type.id(),
                type == null ? null : type.name(),
                complaint.title(),
                complaint.description(),
                Vocabulary.UTILITY_DESK.of(complaint.status()),
                complaint.priority(),
                complaint.assignedTo(),
                complaint.resolution(),
                complaint.images().stream()
                        .map(image -> new Attachment(
                                image.id(),
                                "/api/services/requests/%d/attachments/%d".formatted(complaint.id(), image.id()),
                                image.contentType(),
                                image.sizeBytes()))
                        .toList(),
                complaint.createdAt(),
                complaint.updatedAt(),
                complaint.resolvedAt());
    }

    /** What is to be filed: clients that know no titles get the beginning of the description for one. */
    static Sent filing(Sent sent) {
        String status = sent.text("status");
        String title = sent.text("title", "subject");
        return sent.withText("title", title == null ? beginning(sent.text("description")) : title)
                .with("description")
                .with("priority")
                .withText("category", sent.text("category"))
                .withNumber("service_type_id", sent.number("service_type", "service_type_id"))
                .withText("status", status == null ? null : Vocabulary.UTILITY_DESK.read(status));
    }

    private static String beginning(String description) {
        if (description == null) {
            return null;
        }
        String line = description.strip().lines().findFirst().orElse("");
        int end = line.offsetByCodePoints(0, Math.min(TITLE_LENGTH, line.codePointCount(0, line.length())));
        return line.substring(0, end);
    }
}

package io.recourse.complaint;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recourse.platform.http.Preconditions;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A complaint as clients see it.
 *
 * @param id              the human number
 * @param classifiedBy    who chose category and priority; null until somebody did
 * @param escalationLevel 0..3
 * @param version         grows with every change
 * @param summary         one line by the classifier; for staff, like the next three, and absent where it says nothing
 * @param summarySource   gemini wrote the summary; fallback chose a sentence of the text
 * @param language        of the text (BCP 47)
 * @param duplicateCandidates earlier complaints about perhaps the same matter, the most alike first
 */
@Schema(name = "Complaint")
public record ComplaintView(
        long id,
        String title,
        String description,
        ComplaintStatus status,
        Priority priority,
        Category category,
        @Schema(nullable = true) ServiceTypeRef serviceType,
        Visibility visibility,
        @Schema(nullable = true) Long parentId,
        PersonView createdBy,
        @Schema(nullable = true) PersonView assignedTo,
        @Schema(nullable = true) String resolution,
        List<ImageView> images,
        @Schema(nullable = true) ClassifiedBy classifiedBy,
        int escalationLevel,
        int reopenCount,
        Instant createdAt,
        Instant updatedAt,
        @Schema(nullable = true) Instant firstResponseAt,
        @Schema(nullable = true) Instant resolvedAt,
        @Schema(nullable = true) Instant closedAt,
        int version,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "One line about the text, for staff alone; not checked by anybody: show it as text")
        String summary,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "gemini wrote the summary; fallback chose a sentence of the text")
        ClassifiedBy summarySource,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of the text, BCP 47; for staff alone", examples = "pt")
        String language,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Earlier complaints about perhaps the same matter, the most alike first; for staff alone")
        List<DuplicateCandidate> duplicateCandidates) {

    /** Without what is for staff alone. */
    ComplaintView forCustomers() {
        return new ComplaintView(
                id,
                title,
                description,
                status,
                priority,
                category,
                serviceType,
                visibility,
                parentId,
                createdBy,
                assignedTo,
                resolution,
                images,
                classifiedBy,
                escalationLevel,
                reopenCount,
                createdAt,
                updatedAt,
                firstResponseAt,
                resolvedAt,
                closedAt,
                version,
                null,
                null,
                null,
                null);
    }

    /** With what the row of a complaint does not tell. */
    ComplaintView with(
            PersonView creator,
            PersonView assignee,
            ServiceTypeRef type,
            List<ImageView> itsImages,
            List<DuplicateCandidate> duplicates) {
        return with(id, creator, assignee, type, itsImages, duplicates);
    }

    /** With the number that it got. */
    ComplaintView withId(long number) {
        return with(number, createdBy, assignedTo, serviceType, images, duplicateCandidates);
    }

    private ComplaintView with(
            long number,
            PersonView creator,
            PersonView assignee,
            ServiceTypeRef type,
            List<ImageView> itsImages,
            List<DuplicateCandidate> duplicates) {
        return new ComplaintView(
                number,
                title,
                description,
                status,
                priority,
                category,
                type,
                visibility,
                parentId,
                creator,
                assignee,
                resolution,
                itsImages,
                classifiedBy,
                escalationLevel,
                reopenCount,
                createdAt,
                updatedAt,
                firstResponseAt,
                resolvedAt,
                closedAt,
                version,
                summary,
                summarySource,
                language,
                duplicates);
    }

    /** The entity tag: of the version, of the names, which change without it, and of what is for staff alone. */
    String tag() {
        return Preconditions.etag(
                version, Arrays.asList(createdBy, assignedTo, serviceType, summary, language, duplicateCandidates));
    }

    /** The service type that a complaint is about. */
    public record ServiceTypeRef(int id, String name) {}

    /** A person as others see them. */
    @Schema(name = "Person")
    public record PersonView(UUID id, String username, String name) {}
}

package io.recourse.complaint;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form that files a complaint with its images, for the description of the API; {@link ComplaintForm} reads it. */
@Schema(name = "FileComplaintForm")
record FileComplaintForm(
        @Schema(required = true, minLength = 3, maxLength = 200)
        String title,

        @Schema(required = true, minLength = 1, maxLength = 10_000)
        String description,

        Priority priority,
        Category category,
        Integer serviceTypeId,
        Visibility visibility,
        Long parentId,
        ComplaintStatus status,
        String createdFor,

        @Schema(
                maxItems = ComplaintImages.MOST,
                type = SchemaType.ARRAY,
                implementation = String.class,
                format = "binary",
                description = "PNG, JPEG, WebP or GIF by their content, at most 5 MiB and 50 megapixels each")
        List<String> images) {}

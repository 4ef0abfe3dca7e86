package io.recourse.complaint;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form that adds images to a complaint, for the description of the API; {@link ComplaintForm} reads it. */
@Schema(name = "AddImagesForm")
record AddImagesForm(
        @Schema(
                required = true,
                minItems = 1,
                maxItems = ComplaintImages.MOST,
                type = SchemaType.ARRAY,
                implementation = String.class,
                format = "binary",
                description = "PNG, JPEG, WebP or GIF by their content, at most 5 MiB and 50 megapixels each")
        List<String> images) {}

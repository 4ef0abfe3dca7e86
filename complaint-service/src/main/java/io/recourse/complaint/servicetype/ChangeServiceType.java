package io.recourse.complaint.servicetype;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** New values for a service type (JSON merge patch without clearing: what is absent or null stays). */
@Schema(name = "ChangeServiceType")
record ChangeServiceType(
        @Size(min = 1, max = 100) String name,
        @Size(max = 1_000) String description,
        Boolean active) {}

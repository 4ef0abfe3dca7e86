package io.recourse.complaint.servicetype;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.json.CleanText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** New values for a service type (JSON merge patch: what is absent stays, a description of null is cleared). */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "ChangeServiceType")
record ChangeServiceType(
        @Size(min = 1, max = 100) String name,
        @Schema(nullable = true) @Size(max = 1_000) String description,
        Boolean active) {

    ChangeServiceType {
        name = CleanText.onOneLine(name);
    }
}

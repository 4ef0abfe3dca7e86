package io.recourse.complaint.servicetype;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A kind of service that complaints are about.
 *
 * @param active  whether new complaints may name it
 * @param version grows with every change; the entity tag is made of it
 */
@Schema(name = "ServiceType")
public record ServiceType(
        int id,
        String name,
        @Schema(nullable = true) String description,
        boolean active,
        @JsonIgnore int version) {}

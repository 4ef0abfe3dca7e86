package io.recourse.complaint.servicetype;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A kind of service that complaints are about.
 *
 * @param active whether new complaints may name it
 */
@Schema(name = "ServiceType")
public record ServiceType(int id, String name, String description, boolean active) {}

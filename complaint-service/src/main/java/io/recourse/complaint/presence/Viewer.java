package io.recourse.complaint.presence;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member of staff who has a complaint in front of them. */
@Schema(name = "Viewer")
public record Viewer(UUID id, String username, String name) {}

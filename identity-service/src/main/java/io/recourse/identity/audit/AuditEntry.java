package io.recourse.identity.audit;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A security event as admins see it. */
record AuditEntry(
        long id,
        Instant at,
        String action,

        @Schema(description = "Who did it; null: nobody who was signed in", nullable = true)
        UUID actorId,

        @Schema(description = "Whose account it was done to; null: none that there is", nullable = true)
        UUID subjectId,

        @Schema(description = "Where it came from, when it matters", nullable = true)
        String address,

        @Schema(nullable = true) String detail) {}

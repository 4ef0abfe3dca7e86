package io.recourse.identity.audit;

import java.time.Instant;
import java.util.UUID;

/** A security event as admins see it. */
record AuditEntry(long id, Instant at, String action, UUID actorId, UUID subjectId, String address, String detail) {}

package io.recourse.complaint.presence;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A member of staff has a complaint in front of them, or has just left it.
 *
 * @param complaint  its number
 * @param createdBy  who filed it
 * @param assignedTo who works on it, null for nobody
 * @param viewer     who looks at it
 * @param left       whether they have gone
 */
@RegisterForReflection
record Sighting(long complaint, UUID createdBy, UUID assignedTo, Viewer viewer, boolean left) {}

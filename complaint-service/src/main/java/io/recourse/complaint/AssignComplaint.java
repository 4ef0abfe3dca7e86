package io.recourse.complaint;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * To whom a complaint is given.
 *
 * @param assignee username or id of an active agent or admin, {@code me}, {@code auto} for the available agent with the
 *                 fewest active complaints, or null for nobody
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(name = "AssignComplaint")
record AssignComplaint(@Size(min = 1, max = 254) String assignee) {}

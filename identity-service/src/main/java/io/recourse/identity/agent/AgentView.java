package io.recourse.identity.agent;

import java.util.UUID;

import io.recourse.platform.token.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody whom complaints can be assigned to.
 *
 * @param openComplaints how many complaints they have that are neither resolved, closed nor cancelled; may be seconds
 *     old
 */
@Schema(name = "Agent")
public record AgentView(
        UUID id,
        String username,
        String name,
        String email,
        String firstName,
        String lastName,
        String nameEmail,
        Role role,
        boolean active,
        boolean available,
        long openComplaints) {}

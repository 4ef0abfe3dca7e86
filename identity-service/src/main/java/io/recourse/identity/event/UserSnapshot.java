package io.recourse.identity.event;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.token.Role;

/**
 * A user as the other services know one; the body of {@code user.changed}.
 *
 * @param name first and last name
 */
@RegisterForReflection(registerFullHierarchy = true)
public record UserSnapshot(
        UUID id, String username, String name, String email, Role role, boolean active, boolean available) {}

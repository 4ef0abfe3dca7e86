package io.recourse.platform.token;

import java.util.UUID;

/**
 * Who sent a request, by the claims of the verified token.
 *
 * @param id        the user's id ({@code sub})
 * @param username  the user's name at the desk ({@code upn})
 * @param name      first and last name ({@code name}); the username when the token has none
 * @param role      the one role ({@code groups})
 * @param sessionId the session that the token belongs to ({@code sid})
 */
public record Caller(UUID id, String username, String name, Role role, String sessionId) {

    /** Whether the caller is an agent or an admin. */
    public boolean isStaff() {
        return role.isStaff();
    }

    /** Whether the caller is an admin. */
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}

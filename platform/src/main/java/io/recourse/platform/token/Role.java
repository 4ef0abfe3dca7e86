package io.recourse.platform.token;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a signed-in person is to the desk. */
public enum Role {
    /** A customer. */
    USER,
    /** A representative who works complaints. */
    AGENT,
    /** An agent who also administers the desk. */
    ADMIN;

    /** Name in {@code @RolesAllowed} and in the {@code groups} of a token. */
    public static final String USER_NAME = "user";

    /** Name in {@code @RolesAllowed} and in the {@code groups} of a token. */
    public static final String AGENT_NAME = "agent";

    /** Name in {@code @RolesAllowed} and in the {@code groups} of a token. */
    public static final String ADMIN_NAME = "admin";

    /** Whether agents' work is open to this role. */
    public boolean isStaff() {
        return this != USER;
    }

    /** Reads a role as it is written in JSON and tokens. */
    @JsonCreator
    public static Role fromString(String text) {
        for (Role role : values()) {
            if (role.toString().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("must be one of user, agent, admin");
    }

    /** The role as it is written in JSON and tokens. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

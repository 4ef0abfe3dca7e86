package io.recourse.identity.account;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.token.Role;

/**
 * Which accounts are wanted, as SQL. It is written out instead of being given as parameters, because an index of some
 * accounts serves only a statement that says by itself that it wants no others.
 *
 * @param role   null for any
 * @param active null for both
 */
record AccountFilter(Role role, Boolean active) {

    /**
     * Reads the parameters of a request, null when absent.
     *
     * @throws InvalidInputException (400) when one is malformed
     */
    static AccountFilter parse(String role, String active) {
        return new AccountFilter(role == null ? null : role(role), active == null ? null : bool("active", active));
    }

    /** The whole condition, beginning with {@code and}; empty for all accounts. */
    String sql() {
        return (role == null ? "" : " and role = '" + role + "'")
                + (active == null ? "" : active ? " and active" : " and not active");
    }

    /** The part of the condition that an index of few accounts has too; empty when there is none. */
    String narrowest() {
        if (role != null && role.isStaff()) {
            return " and role <> '" + Role.USER + "'";
        }
        return Boolean.FALSE.equals(active) ? " and not active" : "";
    }

    private static Role role(String text) {
        try {
            return Role.fromString(text);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException("role", unknown.getMessage());
        }
    }

    private static boolean bool(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException(name, "must be true or false");
        };
    }
}

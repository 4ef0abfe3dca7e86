package io.recourse.platform.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The desks whose clients Recourse goes on serving: where they look for things, and what they call the text of an error.
 * All routes of a dialect are below {@code /dialects/<name>}; one that is on has them where the older desk had them, too.
 */
public enum Dialect {
    COMPLAINT_DESK(
            "complaint-desk",
            "error",
            "/api/create_user",
            "/api/user_login",
            "/api/create_complaint",
            "/api/get_complaint",
            "/api/update_complaint_status"),
    IMAGE_DESK("image-desk", "error", "/login", "/user", "/complain"),
    TICKET_DESK("ticket-desk", "detail", "/api/tickets"),
    HELPDESK(
            "helpdesk",
            "detail",
            "/api/register",
            "/api/login",
            "/api/logout",
            "/api/profile",
            "/api/user",
            "/api/tickets",
            "/api/docs",
            "/api/schema"),
    UTILITY_DESK("utility-desk", "detail", "/api/token", "/api/accounts", "/api/services", "/api/support");

    /** What is below this is a dialect's, whatever follows. */
    public static final String PREFIX = "/dialects";

    private final String text;
    private final String errorField;
    private final List<String> roots;

    Dialect(String text, String errorField, String... roots) {
        this.text = text;
        this.errorField = errorField;
        this.roots = List.of(roots);
    }

    /** The dialect below whose prefix a path is. */
    public static Optional<Dialect> ofPath(String path) {
        return Arrays.stream(values())
                .filter(dialect -> isWithin(path, dialect.prefix()))
                .findFirst();
    }

    /** Where all of its routes are, without a slash at the end. */
    public String prefix() {
        return PREFIX + "/" + text;
    }

    /** The one field of an error. */
    public String errorField() {
        return errorField;
    }

    /** Where the older desk had its routes: each of them with all that is below. */
    List<String> roots() {
        return roots;
    }

    /** Whether a path is one of the older desk. */
    boolean claims(String path) {
        return roots.stream().anyMatch(root -> isWithin(path, root));
    }

    static boolean isWithin(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.recourse.local.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings a path into the one form in which it is compared and passed on, so that the gateway and a service never
 * understand it differently.
 */
final class RequestPath {
    /** Slash, backslash, NUL and the rest of the control characters: no path of ours holds one, encoded or not. */
    private static final Pattern FORBIDDEN = Pattern.compile("(?i)%(2f|5c|[01][0-9a-f]|7f)|[\\\\\\x00-\\x20\\x7f]");

    private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private RequestPath() {}

    /** Returns the path without dot segments, double slashes and needless encoding; nothing if it is not a path of ours. */
    static Optional<String> normalize(String path) {
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        if (FORBIDDEN.matcher(path).find() || BROKEN_ENCODING.matcher(path).find()) {
            return Optional.empty();
        }
        String decoded = decodeUnreserved(path);
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : decoded.split("/")) {
            // A parameter of a segment (";a=b") must not hide that it is a dot or a reserved name.
            int parameter = segment.indexOf(';');
            String name = parameter < 0 ? segment : segment.substring(0, parameter);
            switch (name) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(name);
            }
        }
        String joined = "/" + String.join("/", segments);
        return Optional.of(decoded.endsWith("/") && joined.length() > 1 ? joined + "/" : joined);
    }

    /** Letters, digits and {@code -._~} mean the same encoded or not. */
    private static String decodeUnreserved(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                char encoded = (char) Integer.parseInt(path, i + 1, i + 3, 16);
                if (isUnreserved(encoded)) {
                    decoded.append(encoded);
                    i += 2;
                    continue;
                }
            }
            decoded.append(c);
        }
        return decoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }
}

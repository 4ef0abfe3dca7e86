package io.recourse.local.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A request, byte by byte.
 *
 * @param actor  in whose name
 * @param twists what about it is not as described
 */
record Draft(Operation operation, String actor, Set<Twist> twists, byte[] bytes) {

    /** What about a request is not as its operation is described. */
    enum Twist {
        PATH,
        QUERY,
        HEADER,
        ACCEPT,
        TYPE,
        BODY,
        RAW_BODY
    }

    private static final int SHOWN = 1_500;

    /** The beginning of it, legible. */
    String shown() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("Bearer [^\r]*", "Bearer ...")
                .replace("\r\n", "\n");
        StringBuilder legible = new StringBuilder();
        text.chars().limit(SHOWN).forEach(c -> {
            if (c == '\n' || c >= ' ' && c <= '~') {
                legible.append((char) c);
            } else {
                legible.append("\\x%02x".formatted(c));
            }
        });
        return legible.toString();
    }
}

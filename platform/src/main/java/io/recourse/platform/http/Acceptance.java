package io.recourse.platform.http;

import java.util.Locale;

import jakarta.ws.rs.NotAcceptableException;

/** What a caller accepts (RFC 9110, 12.5.1). */
public final class Acceptance {

    private Acceptance() {}

    /**
     * Refuses to answer with what the caller does not take.
     *
     * @param accept the header as sent, null when absent: then everything is taken
     * @param types  what there is to answer with, without parameters
     * @throws NotAcceptableException (406) when the caller takes none of them
     */
    public static void requireAny(String accept, String... types) {
        for (String type : types) {
            if (accepts(accept, type)) {
                return;
            }
        }
        throw new NotAcceptableException("there is " + String.join(", ", types) + " alone");
    }

    /** Whether the most exact range of the header that covers the type has a weight above zero. */
    static boolean accepts(String accept, String type) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String allOfItsKind = type.substring(0, type.indexOf('/') + 1) + "*";
        int best = -1;
        boolean accepted = false;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String covered = parts[0].strip();
            int exactness =
                    covered.equals(type) ? 2 : covered.equals(allOfItsKind) ? 1 : covered.equals("*/*") ? 0 : -1;
            if (exactness > best) {
                best = exactness;
                accepted = !hasNoWeight(parts);
            }
        }
        return accepted;
    }

    private static boolean hasNoWeight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].replace(" ", "").matches("q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}

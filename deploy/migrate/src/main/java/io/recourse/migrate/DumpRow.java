package io.recourse.migrate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A row of a dump.
 *
 * @param line   where it begins in its file
 * @param fields by name; what is empty is absent
 */
record DumpRow(long line, Map<String, String> fields) {

    /** A text, null where it is absent; fails with a {@link RefusedException} for one that cannot be stored. */
    String text(String name, int longest) {
        String text = fields.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            throw new RefusedException(name + " has a NUL character");
        }
        String plain = text.strip();
        if (plain.codePointCount(0, plain.length()) > longest) {
            throw new RefusedException(name + " has more than " + longest + " characters");
        }
        return plain;
    }

    /** A text that must be there. */
    String required(String name, int longest) {
        String text = text(name, longest);
        if (text == null) {
            throw new RefusedException(name + " is missing");
        }
        return text;
    }

    /** One of some words, whatever its case and separators. */
    String word(String name, String absent, String... words) {
        String text = text(name, 100);
        if (text == null) {
            return absent;
        }
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
        return Arrays.stream(words)
                .filter(word -> word.replace("_", "").equals(plain))
                .findFirst()
                .orElseThrow(() -> new RefusedException(name + " must be one of " + String.join(", ", words)));
    }

    /** An instant (RFC 3339, or without an offset, which is UTC then), null where it is absent. */
    Instant instant(String name) {
        String text = text(name, 40);
        if (text == null) {
            return null;
        }
        String plain = text.replaceFirst(" ", "T");
        try {
            Instant instant = plain.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(plain).toInstant()
                    : LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC);
            if (instant.isAfter(Instant.now())) {
                throw new RefusedException(name + " is in the future");
            }
            return instant;
        } catch (DateTimeException malformed) {
            throw new RefusedException(name + " is no timestamp");
        }
    }

    /** Whether something is so. */
    boolean flag(String name, boolean absent) {
        return Boolean.parseBoolean(
                switch (word(name, Boolean.toString(absent), "true", "false", "1", "0", "yes", "no")) {
                    case "1", "yes" -> "true";
                    case "0", "no" -> "false";
                    case String given -> given;
                });
    }
}

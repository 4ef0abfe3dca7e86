package io.recourse.escalation.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.UnprocessableException;

/**
 * A line of an iCalendar file (RFC 5545, 3.1), of whose parameters nothing is needed.
 *
 * @param number where it begins in the file, from 1 on
 * @param name   of the property, in upper case
 * @param value  what stands behind the first colon that is not in quotes
 */
record ContentLine(int number, String name, String value) {

    /** What an error is about. */
    static final String FIELD = "file";

    /**
     * The lines of a file. A line that begins with a space or tab goes on with the one before; empty ones do not matter.
     *
     * @throws InvalidInputException (400) for a line that is none of iCalendar
     */
    static List<ContentLine> of(String file) {
        List<ContentLine> lines = new ArrayList<>();
        StringBuilder unfolded = new StringBuilder();
        int begin = 0;
        int number = 0;
        for (String line : file.split("\r\n|\n|\r", -1)) {
            number++;
            if (!unfolded.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                unfolded.append(line, 1, line.length());
            } else {
                add(lines, begin, unfolded);
                unfolded.append(line);
                begin = number;
            }
        }
        add(lines, begin, unfolded);
        return lines;
    }

    private static void add(List<ContentLine> lines, int number, StringBuilder unfolded) {
        String line = unfolded.toString();
        unfolded.setLength(0);
        if (!line.isBlank()) {
            lines.add(read(number, line));
        }
    }

    private static ContentLine read(int number, String line) {
        int nameEnd = 0;
        while (nameEnd < line.length() && isOfName(line.charAt(nameEnd))) {
            nameEnd++;
        }
        boolean quoted = false;
        for (int i = nameEnd; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                boolean named = nameEnd > 0 && (i == nameEnd || line.charAt(nameEnd) == ';');
                if (named) {
                    return new ContentLine(
                            number,
                            line.substring(0, nameEnd).toUpperCase(Locale.ROOT),
                            line.substring(i + 1).strip());
                }
                break;
            }
        }
        throw new InvalidInputException(FIELD, "is no iCalendar file: line %d is none of its lines".formatted(number));
    }

    private static boolean isOfName(char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** The exception (422) for a line that is one of iCalendar, and cannot be followed. */
    UnprocessableException unfit(String reason) {
        return new UnprocessableException(FIELD, "line %d: %s".formatted(number, reason));
    }

    boolean is(String otherName, String otherValue) {
        return name.equals(otherName) && value.equalsIgnoreCase(otherValue);
    }
}

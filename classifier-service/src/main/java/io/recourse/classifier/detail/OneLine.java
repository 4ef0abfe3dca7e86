package io.recourse.classifier.detail;

import java.util.Optional;

/**
 * A text made fit to stand in one line among others: without line breaks, control characters, invisible ones and those
 * that turn the direction of what follows. It is still text that nobody has checked, to be shown as text and nothing else.
 */
public final class OneLine {

    /** The longest line, in code points. */
    public static final int LONGEST = 140;

    /** A line is cut between words, unless that would cost more than this many code points. */
    private static final int LONGEST_WORD = 30;

    private static final String CUT = "…";

    private OneLine() {}

    /**
     * Makes a line of a text.
     *
     * @return 1 to {@value #LONGEST} code points; empty when there is no letter or digit in the text
     */
    public static Optional<String> of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> append(line, c));
        String whole = line.toString().strip();
        if (whole.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        return Optional.of(cut(whole));
    }

    private static void append(StringBuilder line, int c) {
        switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            }
            default -> line.appendCodePoint(c);
        }
    }

    private static String cut(String line) {
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        int end = line.offsetByCodePoints(0, LONGEST - 1);
        int space = line.lastIndexOf(' ', end);
        boolean between = space >= line.offsetByCodePoints(0, LONGEST - 1 - LONGEST_WORD);
        return line.substring(0, between ? space : end).strip() + CUT;
    }
}

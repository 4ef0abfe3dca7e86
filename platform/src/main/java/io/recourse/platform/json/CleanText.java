package io.recourse.platform.json;

import java.util.Optional;

/** What every text that comes from outside must be: free of what PostgreSQL and UTF-8 cannot hold. */
public final class CleanText {

    private CleanText() {}

    /**
     * Says what is wrong with a text.
     *
     * @return the reason in a few words, empty when the text can be stored
     */
    public static Optional<String> flaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("must not contain a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return Optional.of("must not contain a lone surrogate");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a text onto one line: every run of line breaks, tabs and other control characters
     * becomes a space, with the blanks around it. What is
     * shown in lists and written into the subjects of mails must not break out of its line.
     *
     * @param text may be null, and is null then
     */
    public static String onOneLine(String text) {
        if (text == null || text.chars().noneMatch(CleanText::endsLine)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        boolean broken = false;
        for (char c : text.toCharArray()) {
            if (endsLine(c)) {
                line.setLength(endWithoutBlanks(line));
                broken = true;
            } else if (!broken || c != ' ') {
                line.append(broken ? " " : "").append(c);
                broken = false;
            }
        }
        return line.toString().strip();
    }

    private static int endWithoutBlanks(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /** Line and paragraph separators are no control characters to Unicode. */
    private static boolean endsLine(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}

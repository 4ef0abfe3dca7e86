package io.recourse.escalation.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/**
 * Texts of mail headers in ASCII, as encoded words (RFC 2047). The mail client of Vert.x would do this itself, but one
 * Java char at a time: of a character outside the basic plane, such as an emoji, it makes two question marks.
 */
final class EncodedWords {

    private static final String BEGIN = "=?UTF-8?B?";
    private static final String END = "?=";

    /** Of a word, so that a line has no more than 78 characters, the name of the header included. */
    private static final int BYTES_MAX = 39;

    private EncodedWords() {}

    /**
     * A text as the value of a header.
     *
     * @param text on one line
     * @return the text itself if it is plain ASCII, otherwise one encoded word a line, each of whole characters
     */
    static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 127) && !text.contains("=?")) {
            return text;
        }
        StringJoiner words = new StringJoiner("\n ");
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            int more = utf8(Character.toString(character)).length;
            if (bytes + more > BYTES_MAX) {
                words.add(encoded(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.appendCodePoint(character);
            bytes += more;
        }
        return words.add(encoded(word.toString())).toString();
    }

    private static String encoded(String word) {
        return BEGIN + Base64.getEncoder().encodeToString(utf8(word)) + END;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

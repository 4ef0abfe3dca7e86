package io.recourse.classifier.fallback;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into words that can be compared: lower case, without accents and apostrophes. Numbers become
 * {@link #NUMBER}, signs of currencies {@link #CURRENCY}; ends of sentences and questions stay as marks.
 */
public final class Words {

    /** Stands for every number: which one it is says nothing, that there is one does. */
    static final String NUMBER = "#";

    /** Stands for every sign of a currency. */
    static final String CURRENCY = "$";

    /** The end of a sentence. */
    static final String STOP = ".";

    /** The end of a question. */
    static final String QUESTION = "?";

    private static final int FIRST_ACCENT = 0x300;
    private static final int LAST_ACCENT = 0x36f;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean number;

    private Words() {}

    /** Cuts a text into its words, in their order. */
    public static List<String> of(String text) {
        Words words = new Words();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        for (int i = 0; i < plain.length(); i++) {
            words.read(plain.charAt(i));
        }
        words.endWord();
        return words.words;
    }

    private void read(char c) {
        if (Character.isLetterOrDigit(c)) {
            append(c);
        } else if (isMark(c)) {
            // Accents are dropped; the vowel signs of Indian scripts are as good as letters.
            if (c < FIRST_ACCENT || c > LAST_ACCENT) {
                word.append(c);
            }
        } else if (c != '\'' && c != '’') {
            endWord();
            sign(c);
        }
    }

    private void append(char c) {
        number |= Character.isDigit(c);
        switch (c) {
            case 'ß' -> word.append("ss");
            case 'ı' -> word.append('i');
            case 'ø' -> word.append('o');
            case 'ł' -> word.append('l');
            default -> word.append(c);
        }
    }

    private void endWord() {
        if (!word.isEmpty()) {
            add(number ? NUMBER : word.toString());
        }
        word.setLength(0);
        number = false;
    }

    private void sign(char c) {
        switch (c) {
            case '?', '¿', '？' -> add(QUESTION);
            case '.', '!', '\n', '।', ';', ':', '。' -> add(STOP);
            default -> {
                if (Character.getType(c) == Character.CURRENCY_SYMBOL) {
                    add(CURRENCY);
                }
            }
        }
    }

    /** A mark or a number that is said again at once counts once: {@code ???}. */
    private void add(String said) {
        boolean again = !words.isEmpty() && words.getLast().equals(said);
        if (said.length() > 1 || !again) {
            words.add(said);
        }
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}

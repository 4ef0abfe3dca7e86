package io.recourse.classifier.fallback;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into words that can be compared: lower case, without accents and apostrophes. */
final class Words {

    private Words() {}

    static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>(plain.length() / 6 + 1);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == 'ß') {
                word.append("ss");
            } else if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (!isInsideWord(c) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Accents, which the normal form has set apart, and apostrophes: {@code can't} is {@code cant}. */
    private static boolean isInsideWord(char c) {
        return c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}

package io.recourse.identity.account;

import java.util.ArrayList;
import java.util.List;

/** Pieces of what is sought, each as a pattern that an index of trigrams can be asked for. */
final class SearchPieces {

    /** Four trigrams or more: enough to be rare, where the text has anything rare about it. */
    private static final int LENGTH = 6;

    private static final int AT_MOST = 16;
    private static final int TRIGRAM = 3;

    private SearchPieces() {}

    /**
     * Cuts a text into pieces, of which none but the last overlaps another.
     *
     * @return patterns for {@code like}, the text itself when it is short; none when the index is of no help
     */
    static String[] of(String text) {
        int[] characters = text.codePoints().toArray();
        int last = Math.max(0, characters.length - LENGTH);
        int step = Math.max(LENGTH, Math.ceilDiv(last, AT_MOST - 1));
        List<String> pieces = new ArrayList<>();
        for (int begin = 0; ; begin = Math.min(begin + step, last)) {
            String piece = new String(characters, begin, Math.min(LENGTH, characters.length));
            if (hasTrigram(piece)) {
                pieces.add(pattern(piece));
            }
            if (begin == last) {
                return pieces.toArray(String[]::new);
            }
        }
    }

    /** Trigrams are of letters and digits; which of those beyond ASCII count depends on the database. */
    private static boolean hasTrigram(String piece) {
        int run = 0;
        for (char c : piece.toCharArray()) {
            run = c < 128 && Character.isLetterOrDigit(c) ? run + 1 : 0;
            if (run == TRIGRAM) {
                return true;
            }
        }
        return false;
    }

    /** The pattern for {@code like} that finds a text anywhere. */
    static String pattern(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}

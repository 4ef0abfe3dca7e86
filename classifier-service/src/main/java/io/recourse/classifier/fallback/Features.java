package io.recourse.classifier.fallback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.recourse.classifier.label.ComplaintText;

/**
 * What a linear model sees of a text: its words, their neighbours, pieces of words and concepts, each as a number by
 * hashing, so that no vocabulary has to be kept.
 */
public final class Features {

    /** How many different features there are; different ones that share a number are rare enough to do no harm. */
    public static final int SPACE = 1 << 18;

    /** What is read of a long text: its beginning and its end. A bound on time, too. */
    private static final int WORDS_AT_BEGINNING = 300;

    private static final int WORDS_AT_END = 100;

    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 5;
    private static final int LONGEST_WORD = 24;

    /** Concepts this near to each other are taken for one statement. */
    private static final int NEAR = 9;

    /**
     * The features of a text.
     *
     * @param indexes in 0..{@link #SPACE}, ascending in each kind
     * @param values  how much each counts
     */
    public record Vector(int[] indexes, float[] values) {}

    /** The kinds of features, and how much all of a kind count together. */
    private enum Kind {
        WORD(1.0),
        PAIR(0.8),
        PIECE(0.6),
        CONCEPT(1.6),
        STATEMENT(1.1);

        private final double weight;

        Kind(double weight) {
            this.weight = weight;
        }
    }

    private final Concepts concepts = Concepts.read("/fallback/concepts.txt");

    /** Reads a text. */
    public Vector of(ComplaintText text) {
        List<String> words = bounded(Words.of(whole(text)));
        List<int[]> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Hashes found = new Hashes(kind.ordinal());
            switch (kind) {
                case WORD -> words.forEach(found::add);
                case PAIR -> addPairs(words, found);
                case PIECE -> addPieces(words, found);
                case CONCEPT -> addConcepts(words, found);
                case STATEMENT -> addStatements(words, found);
            }
            kinds.add(found.distinct());
        }
        return vector(kinds);
    }

    private static String whole(ComplaintText text) {
        return text.title().isBlank() ? text.description() : text.title() + '\n' + text.description();
    }

    private static Vector vector(List<int[]> kinds) {
        int size = kinds.stream().mapToInt(kind -> kind.length).sum();
        int[] indexes = new int[size];
        float[] values = new float[size];
        int filled = 0;
        for (Kind kind : Kind.values()) {
            int[] found = kinds.get(kind.ordinal());
            System.arraycopy(found, 0, indexes, filled, found.length);
            Arrays.fill(values, filled, filled + found.length, (float) (kind.weight / Math.sqrt(found.length)));
            filled += found.length;
        }
        return new Vector(indexes, values);
    }

    private static List<String> bounded(List<String> words) {
        if (words.size() <= WORDS_AT_BEGINNING + WORDS_AT_END) {
            return words;
        }
        List<String> both = new ArrayList<>(words.subList(0, WORDS_AT_BEGINNING));
        both.addAll(words.subList(words.size() - WORDS_AT_END, words.size()));
        return both;
    }

    private static void addPairs(List<String> words, Hashes pairs) {
        for (int i = 0; i + 1 < words.size(); i++) {
            pairs.add(words.get(i), " ", words.get(i + 1));
            if (i + 2 < words.size()) {
                pairs.add(words.get(i), " _ ", words.get(i + 2));
            }
        }
    }

    private static void addPieces(List<String> words, Hashes pieces) {
        for (String word : words) {
            if (word.length() >= SHORTEST_PIECE) {
                String whole = '<' + word.substring(0, Math.min(word.length(), LONGEST_WORD)) + '>';
                for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
                    for (int start = 0; start + length <= whole.length(); start++) {
                        pieces.add(whole, start, start + length);
                    }
                }
            }
        }
    }

    private void addConcepts(List<String> words, Hashes found) {
        concepts.find(words, (name, position) -> found.add(name));
    }

    private void addStatements(List<String> words, Hashes statements) {
        List<String> names = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        concepts.find(words, (name, position) -> {
            names.add(name);
            positions.add(position);
        });
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size() && positions.get(j) - positions.get(i) <= NEAR; j++) {
                if (!names.get(i).equals(names.get(j))) {
                    statements.add(names.get(i), " ", names.get(j));
                }
            }
        }
    }
}

package io.recourse.classifier.duplicate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.recourse.classifier.fallback.Words;
import io.recourse.classifier.label.ComplaintText;

/**
 * What is kept of a text to recognise one that is like it: 128 numbers (MinHash) from which no word can be read. Two
 * texts have as large a share of these numbers in common as of their words and pieces of words.
 */
final class Fingerprint {

    /** The estimate of a similarity is off by 0.04 on average. */
    private static final int NUMBERS = 128;

    private static final int BYTES = NUMBERS * Short.BYTES;

    /** Shorter words are the same in all texts of a language. */
    private static final int SHORTEST_WORD = 4;

    private static final int PIECE = 4;

    /** A word that two texts share counts as much as this many of its pieces. */
    private static final int WEIGHT_OF_WORD = 3;

    /** A bound on time: what is beyond is not looked at. */
    private static final int MOST_WORDS = 300;

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final short[] numbers;

    private Fingerprint(short[] numbers) {
        this.numbers = numbers;
    }

    /** Makes the fingerprint of a text; empty for one without a word of some length, which is like any other such. */
    static Optional<Fingerprint> of(ComplaintText text) {
        List<String> words = Words.of(text.title() + '\n' + text.description()).stream()
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int[] least = new int[NUMBERS];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (String word : words) {
            for (int copy = 0; copy < WEIGHT_OF_WORD; copy++) {
                take(least, hash(word, 0, word.length(), copy));
            }
            String whole = '<' + word + '>';
            for (int start = 0; start + PIECE <= whole.length(); start++) {
                take(least, hash(whole, start, start + PIECE, WEIGHT_OF_WORD));
            }
        }
        short[] numbers = new short[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = (short) least[i];
        }
        return Optional.of(new Fingerprint(numbers));
    }

    static Fingerprint of(byte[] bytes) {
        short[] numbers = new short[NUMBERS];
        ByteBuffer.wrap(bytes).asShortBuffer().get(numbers);
        return new Fingerprint(numbers);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.asShortBuffer().put(numbers);
        return bytes.array();
    }

    /** How alike two texts are: 0 (nothing in common) to 1 (the same words). */
    double similarity(Fingerprint other) {
        int same = 0;
        for (int i = 0; i < NUMBERS; i++) {
            same += numbers[i] == other.numbers[i] ? 1 : 0;
        }
        return (double) same / NUMBERS;
    }

    /** Each number is the least that one of 128 hash functions gives for any feature. */
    private static void take(int[] least, long feature) {
        long state = feature;
        for (int i = 0; i < least.length; i += 2) {
            state += STEP;
            long mixed = mix(state);
            least[i] = Math.min(least[i], (int) (mixed >>> 33));
            least[i + 1] = Math.min(least[i + 1], (int) mixed & Integer.MAX_VALUE);
        }
    }

    private static long hash(String text, int start, int end, int seed) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The last step of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

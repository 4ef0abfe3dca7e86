package io.recourse.classifier.fallback;

import java.util.Arrays;

/** Collects features as numbers, so that no vocabulary has to be kept: FNV-1a with the last step of MurmurHash3. */
final class Hashes {

    private static final int FIRST_ROOM = 256;

    private final int seed;
    private int[] hashes = new int[FIRST_ROOM];
    private int size;

    /**
     * Begins a collection.
     *
     * @param kind the same text is another feature in another kind
     */
    Hashes(int kind) {
        this.seed = 0x811c9dc5 ^ kind;
    }

    void add(String feature) {
        add(mix(seed, feature, 0, feature.length()));
    }

    void add(String text, int start, int end) {
        add(mix(seed, text, start, end));
    }

    /** Adds a feature that is two texts with something in between. */
    void add(String first, String between, String second) {
        int hash = mix(seed, first, 0, first.length());
        hash = mix(hash, between, 0, between.length());
        add(mix(hash, second, 0, second.length()));
    }

    private static int mix(int before, String text, int start, int end) {
        int hash = before;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash;
    }

    private void add(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = (mixed ^ mixed >>> 16) & Features.SPACE - 1;
    }

    /** What was added, ascending, each once. */
    int[] distinct() {
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, kept);
    }
}

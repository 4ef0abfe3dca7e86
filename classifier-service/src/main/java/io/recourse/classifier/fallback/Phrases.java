package io.recourse.classifier.fallback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases and what each speaks for. They stand in a resource: a line {@code [label]}, then lines of a weight and phrases
 * separated by {@code |}. A word that ends with {@code *} stands for all words that begin like it.
 */
final class Phrases {

    /** A beginning of a word is at least this long. */
    private static final int PREFIX_SHORTEST = 3;

    /**
     * A phrase.
     *
     * @param label  what it speaks for
     * @param weight how strongly, above 0
     * @param words  its words, without the mark of a beginning
     * @param starts which of the words are beginnings
     */
    record Phrase(String label, double weight, String[] words, boolean[] starts) {

        boolean matches(List<String> text, int position) {
            if (position + words.length > text.size()) {
                return false;
            }
            for (int i = 0; i < words.length; i++) {
                String word = text.get(position + i);
                if (starts[i] ? !word.startsWith(words[i]) : !word.equals(words[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();
    private final Map<String, List<Phrase>> byFirstPrefix = new HashMap<>();
    private int longestPrefix;

    /** Reads a resource of this package's directory. */
    static Phrases read(String resource) {
        Phrases phrases = new Phrases();
        try (InputStream in = Phrases.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String label = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    label = line.substring(1, line.indexOf(']'));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    phrases.addAll(label, line);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return phrases;
    }

    private void addAll(String label, String line) {
        int space = line.indexOf(' ');
        double weight = Double.parseDouble(line.substring(0, space));
        for (String phrase : line.substring(space).split("\\|")) {
            add(label, weight, phrase.strip().split(" "));
        }
    }

    private void add(String label, double weight, String[] words) {
        boolean[] starts = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
            starts[i] = words[i].endsWith("*");
            words[i] = starts[i] ? words[i].substring(0, words[i].length() - 1) : words[i];
        }
        if (starts[0] && words[0].length() < PREFIX_SHORTEST) {
            throw new IllegalArgumentException("too short a beginning: " + Arrays.toString(words));
        }
        (starts[0] ? byFirstPrefix : byFirstWord)
                .computeIfAbsent(words[0], first -> new ArrayList<>())
                .add(new Phrase(label, weight, words, starts));
        longestPrefix = starts[0] ? Math.max(longestPrefix, words[0].length()) : longestPrefix;
    }

    /** Adds the phrases that begin at a position of a text to a list. */
    void find(List<String> text, int position, List<Phrase> found) {
        String word = text.get(position);
        addMatching(byFirstWord.get(word), text, position, found);
        for (int length = PREFIX_SHORTEST; length <= Math.min(word.length(), longestPrefix); length++) {
            addMatching(byFirstPrefix.get(word.substring(0, length)), text, position, found);
        }
    }

    private static void addMatching(List<Phrase> candidates, List<String> text, int position, List<Phrase> found) {
        if (candidates != null) {
            for (Phrase candidate : candidates) {
                if (candidate.matches(text, position)) {
                    found.add(candidate);
                }
            }
        }
    }
}

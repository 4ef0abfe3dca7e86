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
import java.util.function.ObjIntConsumer;

/**
 * Words of several languages for the same concept: what is learned of one holds for the others. They stand in a
 * resource: a line {@code [concept]}, then lines of phrases separated by {@code |}. A word that ends with {@code *}
 * stands for all words that begin like it.
 */
final class Concepts {

    /** A beginning of a word is at least this long. */
    private static final int PREFIX_SHORTEST = 2;

    private record Phrase(String concept, String[] words, boolean[] starts) {

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

    /** Reads a resource. */
    static Concepts read(String resource) {
        Concepts concepts = new Concepts();
        try (InputStream in = Concepts.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String concept = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    concept = line.substring(1, line.indexOf(']'));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    concepts.addAll(concept, line);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return concepts;
    }

    private void addAll(String concept, String line) {
        for (String phrase : line.split("\\|")) {
            String[] parts = phrase.strip().split(" ");
            boolean[] starts = new boolean[parts.length];
            String[] words = new String[parts.length];
            for (int i = 0; i < parts.length; i++) {
                starts[i] = parts[i].endsWith("*");
                words[i] = String.join(" ", Words.of(parts[i].replace("*", "")));
            }
            add(new Phrase(concept, words, starts));
        }
    }

    private void add(Phrase phrase) {
        String first = phrase.words()[0];
        boolean start = phrase.starts()[0];
        if (first.isEmpty() || start && first.length() < PREFIX_SHORTEST) {
            throw new IllegalArgumentException("too short a beginning: " + Arrays.toString(phrase.words()));
        }
        (start ? byFirstPrefix : byFirstWord)
                .computeIfAbsent(first, word -> new ArrayList<>())
                .add(phrase);
        longestPrefix = start ? Math.max(longestPrefix, first.length()) : longestPrefix;
    }

    /** Tells the concepts of a text and where they begin, in the order of the text. */
    void find(List<String> text, ObjIntConsumer<String> found) {
        for (int position = 0; position < text.size(); position++) {
            String word = text.get(position);
            tellMatching(byFirstWord.get(word), text, position, found);
            for (int length = PREFIX_SHORTEST; length <= Math.min(word.length(), longestPrefix); length++) {
                tellMatching(byFirstPrefix.get(word.substring(0, length)), text, position, found);
            }
        }
    }

    private static void tellMatching(
            List<Phrase> candidates, List<String> text, int position, ObjIntConsumer<String> found) {
        if (candidates != null) {
            for (Phrase candidate : candidates) {
                if (candidate.matches(text, position)) {
                    found.accept(candidate.concept(), position);
                }
            }
        }
    }
}

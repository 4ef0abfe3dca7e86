package io.recourse.complaint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words that a search asks for: all of them, of the last one perhaps only the beginning.
 *
 * @param text  what was asked for
 * @param words the runs of letters and digits in it, in lower case
 */
record SearchWords(String text, List<String> words) {

    static SearchWords of(String text) {
        // What is left are letters and digits alone: no operator of the query language gets through.
        return new SearchWords(
                text,
                Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** The query as {@code to_tsquery} reads it. A number may stand behind a hyphen, which the parser takes for a sign. */
    String query() {
        return IntStream.range(0, words.size())
                .mapToObj(i -> {
                    String word = words.get(i);
                    String weight = i == words.size() - 1 ? ":*" : "";
                    String plain = "'%s'%s".formatted(word, weight);
                    return Character.isDigit(word.charAt(0)) ? "(%s | '-%s'%s)".formatted(plain, word, weight) : plain;
                })
                .collect(Collectors.joining(" & "));
    }
}

package io.recourse.classifier.fallback;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chooses the sentence of a text that says best what it is about. */
final class KeySentence {

    private static final Pattern ENDS = Pattern.compile("(?<=[.!?…।])\\s+|(?<=[。！？])|\\R+");

    /** Who has not said it by then says it nowhere; a bound on time, too. */
    private static final int SENTENCES = 16;

    /** What is looked at of an endless sentence, in characters. */
    private static final int LONGEST = 300;

    /** "Hello there." and "Please help!" have fewer. */
    private static final int FEWEST_WORDS = 4;

    private KeySentence() {}

    /**
     * Chooses a sentence.
     *
     * @param weight how much a sentence speaks for what the whole text was found to be
     * @return the weightiest, of equal ones the first; the beginning of a text that has no sentence of some length
     */
    static String of(String text, ToDoubleFunction<String> weight) {
        List<String> sentences = sentences(text);
        String best = sentences.isEmpty() ? shortened(text.strip()) : sentences.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (String sentence : sentences) {
            double here = weight.applyAsDouble(sentence);
            if (here > most) {
                most = here;
                best = sentence;
            }
        }
        return best;
    }

    private static List<String> sentences(String text) {
        return ENDS.splitAsStream(text)
                .map(String::strip)
                .filter(sentence -> words(sentence) >= FEWEST_WORDS)
                .limit(SENTENCES)
                .map(KeySentence::shortened)
                .toList();
    }

    private static long words(String sentence) {
        return Stream.of(sentence.split("\\s+", FEWEST_WORDS)).count();
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST
                ? sentence
                : sentence.substring(0, sentence.offsetByCodePoints(0, LONGEST / 2));
    }
}

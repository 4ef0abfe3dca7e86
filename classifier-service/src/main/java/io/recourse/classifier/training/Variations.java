package io.recourse.classifier.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import io.recourse.classifier.label.ComplaintText;

/**
 * Writes a text again as others would: without a title, with a greeting or a threat, in capitals, with typing errors.
 * None of it changes the labels, and that is what is to be learned.
 */
final class Variations {

    private final List<Pattern> openings;
    private final List<Pattern> closings;

    Variations(List<Pattern> openings, List<Pattern> closings) {
        this.openings = openings;
        this.closings = closings;
    }

    /** The text as it is, and once otherwise; together they count as much as the one did. */
    Stream<Example> of(Example example) {
        Random chance = new Random(example.text().description().hashCode());
        String title = example.text().title();
        String varied = example.text().description();
        if (!openings.isEmpty() && chance.nextInt(2) == 0) {
            varied = any(openings, chance) + " " + varied;
        }
        if (!closings.isEmpty() && chance.nextInt(2) == 0) {
            varied = varied + " " + any(closings, chance);
        }
        if (chance.nextInt(2) == 0) {
            title = "";
        }
        varied = switch (chance.nextInt(8)) {
            case 0 -> varied.toUpperCase(Locale.ROOT);
            case 1 -> varied.toLowerCase(Locale.ROOT).replaceAll("[.,']", "");
            case 2, 3 -> withTypingErrors(varied, chance);
            default -> varied;
        };
        return Stream.of(weighted(example, example.text()), weighted(example, new ComplaintText(title, varied)));
    }

    private static Example weighted(Example example, ComplaintText text) {
        return new Example(
                text,
                example.category(),
                example.priority(),
                example.language(),
                example.pattern(),
                example.weight() / 2);
    }

    private static String any(List<Pattern> patterns, Random chance) {
        return patterns.get(chance.nextInt(patterns.size())).reading(chance);
    }

    private static String withTypingErrors(String text, Random chance) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        words.replaceAll(word -> word.length() > 4 && chance.nextInt(10) == 0 ? mistyped(word, chance) : word);
        return String.join(" ", words);
    }

    private static String mistyped(String word, Random chance) {
        int at = 1 + chance.nextInt(word.length() - 2);
        return chance.nextBoolean()
                ? word.substring(0, at) + word.substring(at + 1)
                : word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }
}

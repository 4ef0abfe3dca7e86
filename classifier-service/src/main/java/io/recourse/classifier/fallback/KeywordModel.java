package io.recourse.classifier.fallback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import io.recourse.classifier.fallback.Phrases.Phrase;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Priority;

/**
 * Adds up the weights of the phrases that a text has. A plain model, and modest: it knows words, not what is meant, and
 * where it finds nothing it says {@code general} and {@code medium} with little confidence.
 */
@Startup
@ApplicationScoped
public class KeywordModel implements LocalModel {

    private static final String NAME = "keywords-1";

    /** What counts for a label before a word is read. */
    private static final Map<String, Double> HEAD_START = Map.of("general", 0.4, "medium", 1.2);

    /** A word of the title says more than one of the description. */
    private static final double TITLE = 1.5;

    /** Said again, a phrase counts less: a long text is not a strong one. */
    private static final double REPEATED = 0.3;

    /** It is right less often than its sums make believe. */
    private static final double MODESTY = 0.85;

    private final Phrases categories = Phrases.read("/fallback/categories.txt");
    private final Phrases priorities = Phrases.read("/fallback/priorities.txt");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Labels classify(ComplaintText text) {
        List<String> title = Words.of(text.title());
        List<String> description = Words.of(text.description());
        Best<Category> category = best(Category.values(), weigh(categories, title, description));
        Best<Priority> priority = best(Priority.values(), weigh(priorities, title, description));
        return new Labels(
                category.label(), priority.label(), new Confidence(category.confidence(), priority.confidence()));
    }

    private record Best<T>(T label, double confidence) {}

    private static Map<String, Double> weigh(Phrases phrases, List<String> title, List<String> description) {
        Map<String, Double> sums = new HashMap<>(HEAD_START);
        Map<Phrase, Integer> seen = new HashMap<>();
        add(phrases, title, TITLE, seen, sums);
        add(phrases, description, 1, seen, sums);
        return sums;
    }

    private static void add(
            Phrases phrases, List<String> words, double factor, Map<Phrase, Integer> seen, Map<String, Double> sums) {
        List<Phrase> found = new ArrayList<>();
        for (int position = 0; position < words.size(); position++) {
            phrases.find(words, position, found);
        }
        for (Phrase phrase : found) {
            int before = seen.merge(phrase, 1, Integer::sum) - 1;
            if (before < 2) {
                sums.merge(phrase.label(), phrase.weight() * factor * (before == 0 ? 1 : REPEATED), Double::sum);
            }
        }
    }

    /** The label with the greatest sum, and its share as by softmax. */
    private static <T> Best<T> best(T[] labels, Map<String, Double> sums) {
        Function<T, Double> sum = label -> sums.getOrDefault(label.toString(), 0.0);
        T best = labels[0];
        double total = 0;
        for (T label : labels) {
            total += Math.exp(sum.apply(label));
            best = sum.apply(label) > sum.apply(best) ? label : best;
        }
        double share = Math.exp(sum.apply(best)) / total;
        return new Best<>(best, Math.round(share * MODESTY * 1000) / 1000.0);
    }
}

package io.recourse.classifier.fallback;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Confidence;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Priority;

/**
 * A linear model over words, pieces of words and concepts, learned during the build from the texts in
 * {@code src/main/model}. Where it is unsure, it says {@code general} and {@code medium}.
 */
@Startup
@ApplicationScoped
public class TrainedModel implements LocalModel {

    /** Where the build puts the learned weights, below the classes. */
    public static final String RESOURCE = "/fallback/model.bin";

    private static final String NAME = "local-1";

    /** With less than this, one of four labels is hardly more than a guess. */
    private static final double UNSURE = 0.33;

    /** With less than this, a text is too short, or in a language that the model has never met. */
    private static final double SURE_OF_LANGUAGE = 0.6;

    private static final double THOUSANDTHS = 1000.0;

    private final Features features = new Features();
    private final Weights categories;
    private final Weights priorities;
    private final Weights languages;

    /** Loads the weights, some four megabytes. */
    public TrainedModel() {
        try (InputStream resource = TrainedModel.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build has not trained the model: " + RESOURCE + " is missing");
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(resource));
            categories = Weights.read(in);
            priorities = Weights.read(in);
            languages = Weights.read(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Labels classify(ComplaintText text) {
        Features.Vector vector = features.of(text);
        Choice category = Choice.of(categories.probabilities(vector));
        Choice priority = Choice.of(priorities.probabilities(vector));
        return new Labels(
                category.isSure() ? Category.values()[category.label()] : Category.GENERAL,
                priority.isSure() ? Priority.values()[priority.label()] : Priority.MEDIUM,
                new Confidence(category.confidence(), priority.confidence()));
    }

    @Override
    public Optional<String> language(ComplaintText text) {
        Choice choice = Choice.of(languages.probabilities(features.of(text)));
        return choice.confidence() < SURE_OF_LANGUAGE ? Optional.empty() : Language.values()[choice.label()].code();
    }

    @Override
    public String keySentence(ComplaintText text) {
        Features.Vector whole = features.of(text);
        int category = Choice.of(categories.probabilities(whole)).label();
        int priority = Choice.of(priorities.probabilities(whole)).label();
        return KeySentence.of(text.description(), sentence -> {
            Features.Vector part = features.of(new ComplaintText("", sentence));
            return categories.probabilities(part)[category] * priorities.probabilities(part)[priority];
        });
    }

    private record Choice(int label, double confidence) {

        static Choice of(double[] probabilities) {
            int best = 0;
            for (int label = 1; label < probabilities.length; label++) {
                best = probabilities[label] > probabilities[best] ? label : best;
            }
            return new Choice(best, Math.round(probabilities[best] * THOUSANDTHS) / THOUSANDTHS);
        }

        boolean isSure() {
            return confidence >= UNSURE;
        }
    }
}

package io.recourse.classifier.fallback;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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

    private static final double THOUSANDTHS = 1000.0;

    private final Features features = new Features();
    private final Weights categories;
    private final Weights priorities;

    /** Loads the weights, some two megabytes. */
    public TrainedModel() {
        try (InputStream resource = TrainedModel.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build has not trained the model: " + RESOURCE + " is missing");
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(resource));
            categories = Weights.read(in);
            priorities = Weights.read(in);
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

package io.recourse.classifier.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import io.recourse.classifier.fallback.Features;
import io.recourse.classifier.fallback.Weights;
import io.recourse.classifier.training.Learner.Lesson;

/** Trains the model of one kind of label, and finds out by cross-validation how far it is to be trusted. */
final class Trainer {

    private static final int FOLDS = 5;

    /** The temperatures that are tried: below 1 the model is too modest, above 1 it boasts. */
    private static final double COOLEST = 0.5;

    private static final double HOTTEST = 4;
    private static final double STEP = 0.05;

    private final List<Example> examples;
    private final List<Features.Vector> vectors;
    private final ToIntFunction<Example> label;
    private final double[] shares;

    /**
     * Makes a trainer.
     *
     * @param vectors the features of the examples, in the same order
     * @param label   the right label of an example
     * @param shares  how often each label occurs in real life; the examples are weighted accordingly
     */
    Trainer(List<Example> examples, List<Features.Vector> vectors, ToIntFunction<Example> label, double... shares) {
        this.examples = examples;
        this.vectors = vectors;
        this.label = label;
        this.shares = shares;
    }

    /** Learns from all examples. */
    Weights train(double temperature) {
        return Learner.learn(lessons(-1), shares.length, temperature);
    }

    /** What a model says of examples that it did not learn from. */
    record Trial(int right, double[] probabilities, double weight) {}

    /** Learns from four fifths of the patterns and examines with the last fifth, for each fifth. */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            Weights weights = Learner.learn(lessons(fold), shares.length, 1);
            for (int i = 0; i < examples.size(); i++) {
                if (fold(examples.get(i)) == fold) {
                    trials.add(new Trial(
                            label.applyAsInt(examples.get(i)),
                            weights.probabilities(vectors.get(i)),
                            examples.get(i).weight()));
                }
            }
        }
        return trials;
    }

    /** The temperature at which the probabilities of trials fit best what was right (least cross-entropy). */
    static double temperature(List<Trial> trials) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (double temperature = COOLEST; temperature <= HOTTEST; temperature += STEP) {
            double loss = 0;
            for (Trial trial : trials) {
                loss -= trial.weight() * StrictMath.log(probability(trial, temperature));
            }
            if (loss < least) {
                least = loss;
                best = temperature;
            }
        }
        return best;
    }

    private static double probability(Trial trial, double temperature) {
        double[] sums = new double[trial.probabilities().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = StrictMath.log(Math.max(trial.probabilities()[i], 1e-12)) / temperature;
        }
        return Weights.softmax(sums)[trial.right()];
    }

    private static int fold(Example example) {
        return Math.floorMod(example.pattern() * 0x9e3779b9 >>> 8, FOLDS);
    }

    private List<Lesson> lessons(int without) {
        double[] weights = new double[shares.length];
        double all = 0;
        for (Example example : examples) {
            weights[label.applyAsInt(example)] += example.weight();
            all += example.weight();
        }
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            if (fold(example) != without) {
                int right = label.applyAsInt(example);
                lessons.add(new Lesson(vectors.get(i), right, example.weight() * all * shares[right] / weights[right]));
            }
        }
        return lessons;
    }
}

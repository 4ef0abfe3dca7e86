package io.recourse.classifier.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.recourse.classifier.fallback.Features;
import io.recourse.classifier.fallback.Weights;

/**
 * Multinomial logistic regression by AdaGrad, one thread, without a library: it is a loop, and it gives the same bits
 * on every machine, which the mathematics of libraries does not promise.
 */
final class Learner {

    private static final int ROUNDS = 12;
    private static final double RATE = 0.08;

    /** The share of features that are hidden from it each time, so that it does not rely on few. */
    private static final double HIDDEN = 0.3;

    private static final double SHRINKAGE = 1e-5;
    private static final long SEED = 20_261_120;

    private final int labels;
    private final float[] weights;
    private final float[] squares;

    /** What one text is for the learner. */
    record Lesson(Features.Vector text, int label, double weight) {}

    private Learner(int labels) {
        this.labels = labels;
        this.weights = new float[Features.SPACE * labels];
        this.squares = new float[Features.SPACE * labels];
    }

    /** Learns from lessons; the weights are as they are, not yet calibrated. */
    static Weights learn(List<Lesson> lessons, int labels, double temperature) {
        Learner learner = new Learner(labels);
        List<Lesson> order = new ArrayList<>(lessons);
        Random chance = new Random(SEED);
        IntStream.range(0, ROUNDS).forEach(round -> {
            Collections.shuffle(order, chance);
            order.forEach(lesson -> learner.take(lesson, chance));
        });
        return Weights.of(labels, learner.weights, temperature);
    }

    private void take(Lesson lesson, Random chance) {
        int[] indexes = lesson.text().indexes();
        float[] values = lesson.text().values();
        boolean[] hidden = new boolean[indexes.length];
        double[] sums = new double[labels];
        for (int i = 0; i < indexes.length; i++) {
            hidden[i] = chance.nextFloat() < HIDDEN;
            if (!hidden[i]) {
                int first = indexes[i] * labels;
                for (int label = 0; label < labels; label++) {
                    sums[label] += values[i] / (1 - HIDDEN) * weights[first + label];
                }
            }
        }
        double[] probabilities = Weights.softmax(sums);
        for (int label = 0; label < labels; label++) {
            double error = lesson.weight() * (probabilities[label] - (label == lesson.label() ? 1 : 0));
            correct(indexes, values, hidden, label, error / (1 - HIDDEN));
        }
    }

    private void correct(int[] indexes, float[] values, boolean[] hidden, int label, double error) {
        for (int i = 0; i < indexes.length; i++) {
            if (!hidden[i]) {
                int at = indexes[i] * labels + label;
                double gradient = error * values[i] + SHRINKAGE * weights[at];
                squares[at] += (float) (gradient * gradient);
                weights[at] -= (float) (RATE * gradient / (Math.sqrt(squares[at]) + 1e-6));
            }
        }
    }
}

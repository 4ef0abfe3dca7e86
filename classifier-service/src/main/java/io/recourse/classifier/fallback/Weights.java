package io.recourse.classifier.fallback;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A linear model of one kind of label: the weight of every feature for every label, in steps of 1/127 of the largest.
 * A byte is precise enough, and the whole takes a megabyte. No label has a head start: where nothing is known of a text,
 * all are equally likely.
 *
 * @param labels      how many labels there are
 * @param step        what a weight of 1 means; the confidence's calibration is contained in it
 * @param ofFeatures  {@code labels} weights for each of {@link Features#SPACE} features
 */
public record Weights(int labels, double step, byte[] ofFeatures) {

    private static final int LARGEST = 127;

    /**
     * Rounds learned weights.
     *
     * @param temperature above 1 if the weights as they were learned make believe too much
     */
    public static Weights of(int labels, float[] ofFeatures, double temperature) {
        double largest = 0;
        for (float weight : ofFeatures) {
            largest = Math.max(largest, Math.abs(weight));
        }
        double unit = largest == 0 ? 1 : largest / LARGEST;
        byte[] rounded = new byte[ofFeatures.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (byte) Math.round(ofFeatures[i] / unit);
        }
        return new Weights(labels, unit / temperature, rounded);
    }

    /** How likely each label is; all add up to 1. */
    public double[] probabilities(Features.Vector text) {
        double[] sums = new double[labels];
        for (int i = 0; i < text.indexes().length; i++) {
            int first = text.indexes()[i] * labels;
            for (int label = 0; label < labels; label++) {
                sums[label] += text.values()[i] * ofFeatures[first + label];
            }
        }
        for (int label = 0; label < labels; label++) {
            sums[label] *= step;
        }
        return softmax(sums);
    }

    /** Turns sums into shares of 1, the same on every machine. */
    public static double[] softmax(double[] sums) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            largest = Math.max(largest, sum);
        }
        double[] shares = new double[sums.length];
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            shares[i] = StrictMath.exp(sums[i] - largest);
            total += shares[i];
        }
        for (int i = 0; i < sums.length; i++) {
            shares[i] /= total;
        }
        return shares;
    }

    /** Writes the weights as {@link #read} reads them. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(labels);
        out.writeDouble(step);
        out.writeInt(ofFeatures.length);
        out.write(ofFeatures);
    }

    static Weights read(DataInputStream in) throws IOException {
        int labels = in.readInt();
        double step = in.readDouble();
        byte[] ofFeatures = new byte[in.readInt()];
        in.readFully(ofFeatures);
        return new Weights(labels, step, ofFeatures);
    }
}

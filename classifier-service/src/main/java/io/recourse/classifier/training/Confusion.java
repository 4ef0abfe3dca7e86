package io.recourse.classifier.training;

import java.util.Locale;

/** Counts which labels were given for which. */
final class Confusion {

    private final Object[] labels;
    private final int[][] counts;

    /** Begins with nothing counted, for the values of an enum. */
    Confusion(Object[] labels) {
        this.labels = labels;
        this.counts = new int[labels.length][labels.length];
    }

    void count(int right, int given) {
        counts[right][given]++;
    }

    /** The mean over the labels that occur of F1, the harmonic mean of precision and recall. */
    double macroF1() {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < labels.length; label++) {
            int expected = 0;
            int given = 0;
            for (int other = 0; other < labels.length; other++) {
                expected += counts[label][other];
                given += counts[other][label];
            }
            if (expected > 0) {
                occurring++;
                sum += 2.0 * counts[label][label] / (expected + given);
            }
        }
        return occurring == 0 ? 0 : sum / occurring;
    }

    /** The share of right ones. */
    double accuracy() {
        int right = 0;
        int all = 0;
        for (int label = 0; label < labels.length; label++) {
            right += counts[label][label];
            for (int count : counts[label]) {
                all += count;
            }
        }
        return all == 0 ? 0 : (double) right / all;
    }

    /** A table: a line for each right label, a column for each given one. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("%12s".formatted("right\\given"));
        for (Object label : labels) {
            table.append("%11s".formatted(label));
        }
        for (int label = 0; label < labels.length; label++) {
            table.append(System.lineSeparator()).append("%12s".formatted(labels[label]));
            for (int count : counts[label]) {
                table.append("%11d".formatted(count));
            }
        }
        return table.append(System.lineSeparator())
                .append(String.format(Locale.ROOT, "macro-F1 %.3f, accuracy %.3f", macroF1(), accuracy()))
                .toString();
    }
}

package io.recourse.classifier.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.recourse.classifier.fallback.Features;
import io.recourse.classifier.fallback.Language;
import io.recourse.classifier.fallback.Weights;
import io.recourse.classifier.training.Trainer.Trial;

/** Trains the local model; the build runs it. Arguments: the directory of the texts, the file to write. */
public final class TrainModel {

    private static final String EXAMINE = "--examine";

    /**
     * Cross-validation finds 0.75 and 0.85, the model is too modest; strangers write less like the texts it has learned
     * from, so some of the modesty stays.
     */
    private static final double TEMPERATURE_OF_CATEGORIES = 0.85;

    private static final double TEMPERATURE_OF_PRIORITIES = 0.9;

    /** Cross-validation finds 0.5, the lowest that is tried. */
    private static final double TEMPERATURE_OF_LANGUAGES = 0.6;

    private TrainModel() {}

    /**
     * Trains, and with a third argument {@value #EXAMINE} examines by cross-validation and tells the temperatures.
     *
     * @param args see above
     */
    public static void main(String[] args) throws IOException {
        TrainingTexts texts = TrainingTexts.read(Path.of(args[0]));
        List<Example> examples = texts.examples();
        List<Features.Vector> vectors = vectors(examples);
        Trainer categories =
                new Trainer(examples, vectors, example -> example.category().ordinal(), 0.25, 0.25, 0.25, 0.25);
        Trainer priorities =
                new Trainer(examples, vectors, example -> example.priority().ordinal(), 0.27, 0.34, 0.24, 0.15);
        List<Example> languageExamples = texts.languageExamples();
        Trainer languages = new Trainer(
                languageExamples,
                vectors(languageExamples),
                example -> example.language().ordinal(),
                equalShares(Language.values().length));
        if (args.length > 2 && args[2].equals(EXAMINE)) {
            examine("category", categories);
            examine("priority", priorities);
            examine("language", languages);
            return;
        }
        write(
                Path.of(args[1]),
                categories.train(TEMPERATURE_OF_CATEGORIES),
                priorities.train(TEMPERATURE_OF_PRIORITIES),
                languages.train(TEMPERATURE_OF_LANGUAGES));
        System.out.println("Trained from " + examples.size() + " texts: " + args[1]);
    }

    private static List<Features.Vector> vectors(List<Example> examples) {
        Features features = new Features();
        return examples.stream().map(example -> features.of(example.text())).toList();
    }

    private static double[] equalShares(int labels) {
        double[] shares = new double[labels];
        Arrays.fill(shares, 1.0 / labels);
        return shares;
    }

    private static void examine(String name, Trainer trainer) {
        List<Trial> trials = trainer.trials();
        double right = 0;
        double all = 0;
        for (Trial trial : trials) {
            int best = 0;
            for (int i = 1; i < trial.probabilities().length; i++) {
                best = trial.probabilities()[i] > trial.probabilities()[best] ? i : best;
            }
            right += best == trial.right() ? trial.weight() : 0;
            all += trial.weight();
        }
        System.out.printf("%s: accuracy %.3f, temperature %.2f%n", name, right / all, Trainer.temperature(trials));
    }

    private static void write(Path file, Weights... heads) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (Weights head : heads) {
                head.write(out);
            }
        }
    }
}

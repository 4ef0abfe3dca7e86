package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Examines how well the local model tells languages. Arguments: files as {@link LanguageExamination#of} reads them, all
 * of them examined together.
 */
public final class EvaluateLanguages {

    private EvaluateLanguages() {}

    /**
     * Prints what comes out.
     *
     * @param files see above
     */
    public static void main(String[] files) throws IOException {
        Path[] paths = new Path[files.length];
        for (int i = 0; i < files.length; i++) {
            paths[i] = Path.of(files[i]);
        }
        System.out.println(LanguageExamination.of(paths));
    }
}

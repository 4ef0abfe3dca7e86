package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Path;

/** Examines the local model. Arguments: files of labelled texts, see {@link Examination#of}. */
public final class EvaluateModel {

    private EvaluateModel() {}

    /**
     * Prints what comes out.
     *
     * @param files see above
     */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            System.out.println(file);
            System.out.println(Examination.of(Path.of(file)));
        }
    }
}

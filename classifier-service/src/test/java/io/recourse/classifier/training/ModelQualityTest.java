package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ModelQualityTest {

    private static final Path EXAMINATIONS = Path.of("src/test/model");

    /** A little below what the model reached when it was made, see docs/classifier.md: a guard against falling back. */
    @ParameterizedTest
    @CsvSource({"english.jsonl, 0.80, 0.65", "languages.jsonl, 0.72, 0.65", "unseen.jsonl, 0.80, 0.72"})
    void labelsTextsThatItHasNotLearnedFrom(String file, double category, double priority) throws IOException {
        Examination examination = Examination.of(EXAMINATIONS.resolve(file));

        assertTrue(examination.categories().macroF1() >= category, examination::toString);
        assertTrue(examination.priorities().macroF1() >= priority, examination::toString);
    }

    @Test
    void namesTheLanguageOrNone() throws IOException {
        LanguageExamination examination =
                LanguageExamination.of(Stream.of("english", "languages", "unseen", "other-languages")
                        .map(name -> EXAMINATIONS.resolve(name + ".jsonl"))
                        .toArray(Path[]::new));

        assertTrue(examination.right() >= 0.97, examination::toString);
        assertTrue(examination.wrong() <= 0.02, examination::toString);
    }

    @Test
    void learnsTheSameBitsOfTheSameTexts(@TempDir Path directory) throws IOException {
        Files.write(
                directory.resolve("texts.txt"),
                List.of(
                        "== billing medium",
                        "Charged {twice|two times} for :: {one|the} ticket",
                        "== account low",
                        "Please change my {name|address}.",
                        "[de] Bitte ändern Sie {meinen Namen|meine Adresse}.",
                        "== opening",
                        "Hello,"));
        Path first = directory.resolve("first.bin");
        Path second = directory.resolve("second.bin");

        TrainModel.main(new String[] {directory.toString(), first.toString()});
        TrainModel.main(new String[] {directory.toString(), second.toString()});

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }
}

package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.classifier.fallback.Language;
import io.recourse.classifier.fallback.LocalModel;
import io.recourse.classifier.fallback.TrainedModel;
import io.recourse.classifier.label.ComplaintText;

/** How often the local model names the language of a text, and how often it rightly says nothing. */
final class LanguageExamination {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Text(String language, boolean named, Optional<String> said) {

        boolean isRight() {
            return named && said.filter(language::equals).isPresent();
        }

        /** Saying nothing is never wrong. */
        boolean isWrong() {
            return said.isPresent() && !isRight();
        }
    }

    private final List<Text> texts = new ArrayList<>();

    private LanguageExamination() {}

    /**
     * Examines the model.
     *
     * @param files JSON lines with {@code title} (may be absent), {@code description} and {@code language} (a code of
     *              BCP 47 of which the part before a hyphen counts; English when absent)
     */
    static LanguageExamination of(Path... files) throws IOException {
        LocalModel model = new TrainedModel();
        LanguageExamination examination = new LanguageExamination();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    examination.examine(model, JSON.readTree(line));
                }
            }
        }
        return examination;
    }

    private void examine(LocalModel model, JsonNode text) {
        String language = text.path("language").asText("en").split("-")[0];
        texts.add(new Text(
                language,
                Language.ofCode(language) != Language.OTHER,
                model.language(new ComplaintText(
                        text.path("title").asText(""), text.path("description").asText()))));
    }

    /** The share of texts in one of the languages that the model names, of which it named the right one. */
    double right() {
        return (double) texts.stream().filter(Text::isRight).count()
                / texts.stream().filter(Text::named).count();
    }

    /** The share of all texts of which it named a wrong language. */
    double wrong() {
        return (double) texts.stream().filter(Text::isWrong).count() / texts.size();
    }

    /** By language: how many texts, how many right, how many wrong; the model said nothing of the others. */
    @Override
    public String toString() {
        Map<String, int[]> counts = new TreeMap<>();
        for (Text text : texts) {
            int[] count = counts.computeIfAbsent(text.named() ? text.language() : "other", language -> new int[3]);
            count[0]++;
            count[1] += text.isRight() ? 1 : 0;
            count[2] += text.isWrong() ? 1 : 0;
        }
        StringBuilder report = new StringBuilder();
        counts.forEach((language, count) -> report.append(String.format(
                Locale.ROOT, "%-8s %4d texts %4d right %4d wrong%n", language, count[0], count[1], count[2])));
        texts.stream().filter(Text::isWrong).forEach(text -> report.append(text.language())
                .append(" was taken for ")
                .append(text.said().orElseThrow())
                .append(System.lineSeparator()));
        return report.append(String.format(Locale.ROOT, "right %.3f, wrong %.3f%n", right(), wrong()))
                .toString();
    }
}

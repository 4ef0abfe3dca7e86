package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.classifier.fallback.LocalModel;
import io.recourse.classifier.fallback.TrainedModel;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Labels;
import io.recourse.classifier.label.Priority;

/** What the local model makes of texts whose labels are known, in all and by group. */
final class Examination {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Confusion categories = new Confusion(Category.values());
    private final Confusion priorities = new Confusion(Priority.values());
    private final Map<String, Examination> groups = new TreeMap<>();
    private int texts;
    private double categoryConfidence;
    private double priorityConfidence;

    private Examination() {}

    /**
     * Examines the model.
     *
     * @param file JSON lines with {@code title} (may be absent), {@code description}, {@code category},
     *             {@code priority} and, if there are groups, {@code language}, {@code domain} or {@code kind}
     */
    static Examination of(Path file) throws IOException {
        LocalModel model = new TrainedModel();
        Examination examination = new Examination();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                examination.examine(model, JSON.readTree(line));
            }
        }
        return examination;
    }

    private void examine(LocalModel model, JsonNode text) {
        Labels given = model.classify(new ComplaintText(
                text.path("title").asText(""), text.path("description").asText()));
        Category category = Category.fromString(text.path("category").asText());
        Priority priority = Priority.fromString(text.path("priority").asText());
        count(category, priority, given);
        Stream.of("language", "domain", "kind")
                .filter(text::has)
                .findFirst()
                .map(field -> groups.computeIfAbsent(text.get(field).asText(), group -> new Examination()))
                .ifPresent(group -> group.count(category, priority, given));
    }

    private void count(Category category, Priority priority, Labels given) {
        texts++;
        categories.count(category.ordinal(), given.category().ordinal());
        priorities.count(priority.ordinal(), given.priority().ordinal());
        categoryConfidence += given.confidence().category();
        priorityConfidence += given.confidence().priority();
    }

    Confusion categories() {
        return categories;
    }

    Confusion priorities() {
        return priorities;
    }

    private String summary(String name) {
        return String.format(
                Locale.ROOT,
                "%-16s %4d texts   category F1 %.3f, right %.3f, confidence %.3f   priority F1 %.3f, right %.3f, confidence %.3f%n",
                name,
                texts,
                categories.macroF1(),
                categories.accuracy(),
                categoryConfidence / texts,
                priorities.macroF1(),
                priorities.accuracy(),
                priorityConfidence / texts);
    }

    /** The tables of confusion, and macro-F1, the share of right labels and the mean confidence in all and by group. */
    @Override
    public String toString() {
        StringBuilder report = new StringBuilder()
                .append(categories)
                .append(System.lineSeparator())
                .append(priorities)
                .append(System.lineSeparator())
                .append(summary("all"));
        groups.forEach((name, group) -> report.append(group.summary(name)));
        return report.toString();
    }
}

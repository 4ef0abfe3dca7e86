package io.recourse.classifier.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.recourse.classifier.fallback.Language;
import io.recourse.classifier.label.Category;
import io.recourse.classifier.label.ComplaintText;
import io.recourse.classifier.label.Priority;

/**
 * Makes the texts to learn from. They stand in files of lines:
 *
 * <ul>
 * <li><code>@day = Monday | Tuesday</code> names a list for patterns
 * <li><code>== billing medium</code>: the lines below are texts with these labels, {@code title :: description} or a
 *     description alone, see {@link Pattern}
 * <li><code>== problem technical</code>: descriptions of medium priority that can be followed by
 * <li><code>== stakes high</code>, sentences that give a text this priority, or
 * <li><code>== relief</code>, sentences that leave it at medium
 * <li><code>== opening</code>, <code>== closing</code>: what people say without any weight for the labels
 * <li><code>== language</code>: texts that teach their language alone
 * </ul>
 *
 * A text that is not English has the code of its language in front: <code>[tr] …</code>.
 */
final class TrainingTexts {

    /** So many texts are made of one pattern at most. */
    private static final int READINGS = 8;

    /** So many of each priority are made of one problem. */
    private static final int STAKES = 3;

    private static final String SEPARATOR = " :: ";

    /** The language in front of a text. */
    private static final java.util.regex.Pattern MARK = java.util.regex.Pattern.compile("\\[([a-z]{2})] +(.*)");

    /** Of one pattern, for its language. */
    private static final int READINGS_FOR_LANGUAGE = 2;

    /** The beginning of a text, as an example of a short one. */
    private static final int FEW_WORDS = 5;

    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, List<Pattern>> sections = new HashMap<>();
    private final List<String> labelled = new ArrayList<>();
    private final Map<Pattern, Language> languages = new LinkedHashMap<>();

    /** Reads all files of a directory. */
    static TrainingTexts read(Path directory) throws IOException {
        TrainingTexts texts = new TrainingTexts();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                texts.readFile(file);
            }
        }
        return texts;
    }

    private void readFile(Path file) throws IOException {
        String section = null;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("@")) {
                String[] list = line.substring(1).split("=", 2);
                lists.put(
                        list[0].strip(),
                        Arrays.stream(list[1].split("\\|")).map(String::strip).toList());
            } else if (line.startsWith("== ")) {
                section = line.substring(3).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                add(section, line.strip(), file);
            }
        }
    }

    private void add(String section, String line, Path file) {
        if (section == null) {
            throw new IllegalArgumentException(file + " does not begin with a section: " + line);
        }
        if (!sections.containsKey(section)) {
            sections.put(section, new ArrayList<>());
            labelled.add(section);
        }
        Matcher marked = MARK.matcher(line);
        Pattern pattern = new Pattern(marked.matches() ? marked.group(2) : line, lists);
        sections.get(section).add(pattern);
        languages.put(pattern, marked.matches() ? Language.ofCode(marked.group(1)) : Language.EN);
    }

    /** All texts, always the same ones. */
    List<Example> examples() {
        Variations variations = new Variations(section("opening"), section("closing"));
        List<Example> examples = new ArrayList<>();
        for (String section : labelled) {
            String[] words = section.split(" ");
            if (words[0].equals("problem")) {
                section(section).forEach(problem -> compose(problem, Category.fromString(words[1]), examples));
            } else if (isCategory(words[0])) {
                section(section)
                        .forEach(pattern ->
                                make(pattern, Category.fromString(words[0]), Priority.fromString(words[1]), examples));
            }
        }
        return examples.stream().flatMap(variations::of).toList();
    }

    /** Texts that have a language and no labels, always the same ones; a whole text and the beginning of it. */
    List<Example> languageExamples() {
        List<Example> examples = new ArrayList<>();
        languages.forEach((pattern, language) -> {
            List<String> readings = pattern.readings(READINGS_FOR_LANGUAGE, new Random(pattern.id()));
            double weight = 1 / Math.sqrt(readings.size());
            for (String reading : readings) {
                String beginning =
                        Arrays.stream(reading.split(" ")).limit(FEW_WORDS).collect(Collectors.joining(" "));
                examples.add(new Example(text(reading), null, null, language, pattern.id(), weight));
                examples.add(new Example(text(beginning), null, null, language, pattern.id(), weight / 2));
            }
        });
        return examples;
    }

    private List<Pattern> section(String name) {
        return sections.getOrDefault(name, List.of());
    }

    private static boolean isCategory(String word) {
        return Arrays.stream(Category.values())
                .anyMatch(category -> category.toString().equals(word));
    }

    private void make(Pattern pattern, Category category, Priority priority, List<Example> examples) {
        List<String> readings = pattern.readings(READINGS, new Random(pattern.id()));
        double weight = 1 / Math.sqrt(readings.size());
        for (String reading : readings) {
            examples.add(new Example(text(reading), category, priority, languages.get(pattern), pattern.id(), weight));
        }
    }

    private void compose(Pattern problem, Category category, List<Example> examples) {
        Random chance = new Random(problem.id());
        for (int i = 0; i < STAKES; i++) {
            String relief = i == 0 ? "" : " " + any(section("relief"), chance);
            add(problem, problem.reading(chance) + relief, category, Priority.MEDIUM, examples);
            for (Priority priority : List.of(Priority.HIGH, Priority.CRITICAL)) {
                List<Pattern> stakes = section("stakes " + priority);
                if (!stakes.isEmpty()) {
                    add(problem, problem.reading(chance) + " " + any(stakes, chance), category, priority, examples);
                }
            }
        }
    }

    private void add(Pattern problem, String reading, Category category, Priority priority, List<Example> examples) {
        examples.add(new Example(
                text(reading), category, priority, languages.get(problem), problem.id(), 1 / Math.sqrt(2.0 * STAKES)));
    }

    private static String any(List<Pattern> patterns, Random chance) {
        return patterns.isEmpty()
                ? ""
                : patterns.get(chance.nextInt(patterns.size())).reading(chance);
    }

    private static ComplaintText text(String reading) {
        int separator = reading.indexOf(SEPARATOR);
        return separator < 0
                ? new ComplaintText("", reading)
                : new ComplaintText(reading.substring(0, separator), reading.substring(separator + SEPARATOR.length()));
    }
}

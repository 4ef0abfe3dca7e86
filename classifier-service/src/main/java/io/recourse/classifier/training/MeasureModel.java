package io.recourse.classifier.training;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recourse.classifier.fallback.LocalModel;
import io.recourse.classifier.fallback.TrainedModel;
import io.recourse.classifier.label.ComplaintText;

/**
 * Measures what the local model takes, in a JVM that has done nothing before. Arguments: files of JSON lines with
 * {@code title} (may be absent) and {@code description}.
 */
public final class MeasureModel {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20;
    private static final int LONGEST = 10_000;
    private static final double MILLION = 1e6;

    private MeasureModel() {}

    /**
     * Prints the processor time to load the model, the heap that it keeps, and the processor time for a text.
     *
     * @param files see above
     */
    public static void main(String[] files) throws IOException {
        List<ComplaintText> texts = read(files);
        long before = heap();
        long began = time();
        LocalModel model = new TrainedModel();
        double loaded = (time() - began) / MILLION;
        System.out.printf(Locale.ROOT, "loaded in %.0f ms, keeps %.1f MB%n", loaded, (heap() - before) / MILLION);
        measure("labels, cold", 1, texts, model::classify);
        measure("labels", ROUNDS, texts, model::classify);
        measure("language", ROUNDS, texts, model::language);
        measure("key sentence", ROUNDS, texts, model::keySentence);
        List<ComplaintText> longest = List.of(longest(texts));
        measure("labels, longest text", ROUNDS * texts.size(), longest, model::classify);
        measure("key sentence, longest text", ROUNDS * texts.size(), longest, model::keySentence);
    }

    private static void measure(String what, int rounds, List<ComplaintText> texts, Consumer<ComplaintText> work) {
        long[] taken = new long[rounds * texts.size()];
        for (int i = 0; i < taken.length; i++) {
            long began = time();
            work.accept(texts.get(i % texts.size()));
            taken[i] = time() - began;
        }
        Arrays.sort(taken);
        System.out.printf(
                Locale.ROOT,
                "%-28s %6d times: median %.3f ms, 99 of 100 within %.3f ms%n",
                what,
                taken.length,
                taken[taken.length / 2] / MILLION,
                taken[taken.length * 99 / 100] / MILLION);
    }

    /** Of words of all texts, as many as a description may have. */
    private static ComplaintText longest(List<ComplaintText> texts) {
        Random chance = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < LONGEST) {
            text.append(texts.get(chance.nextInt(texts.size())).description()).append(' ');
        }
        return new ComplaintText("", text.substring(0, LONGEST));
    }

    private static List<ComplaintText> read(String... files) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<ComplaintText> texts = new ArrayList<>();
        for (String file : files) {
            for (String line : Files.readAllLines(Path.of(file))) {
                JsonNode text = mapper.readTree(line);
                texts.add(new ComplaintText(
                        text.path("title").asText(""), text.path("description").asText()));
            }
        }
        return texts;
    }

    /** Of this thread on a processor: what else the machine does makes no difference. */
    private static long time() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

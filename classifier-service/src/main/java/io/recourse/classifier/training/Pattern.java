package io.recourse.classifier.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A sentence with choices: <code>{a|b|}</code> is one of three (the last of them nothing), <code>&lt;day&gt;</code> one
 * of a list that has a name. Choices may contain others.
 */
final class Pattern {

    private final String source;
    private final Map<String, List<String>> lists;

    /**
     * Makes a pattern.
     *
     * @param lists what <code>&lt;name&gt;</code> may stand for
     */
    Pattern(String source, Map<String, List<String>> lists) {
        this.source = source;
        this.lists = lists;
    }

    /** The same on every machine, and for the same words the same. */
    int id() {
        return source.hashCode();
    }

    /** At most so many different readings, chosen by chance; always the same ones for the same chance. */
    List<String> readings(int most, Random chance) {
        if (source.indexOf('{') < 0 && source.indexOf('<') < 0) {
            return List.of(source);
        }
        Set<String> readings = new LinkedHashSet<>();
        for (int attempt = 0; attempt < most * 2 && readings.size() < most; attempt++) {
            readings.add(reading(chance));
        }
        return List.copyOf(readings);
    }

    /** One reading. */
    String reading(Random chance) {
        return read(source, chance)
                .replaceAll(" +", " ")
                .replaceAll(" ([.,?!])", "$1")
                .strip();
    }

    private String read(String text, Random chance) {
        StringBuilder reading = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                int end = closing(text, i);
                List<String> choices = choices(text.substring(i + 1, end));
                reading.append(read(choices.get(chance.nextInt(choices.size())), chance));
                i = end;
            } else if (c == '<' && text.indexOf('>', i) > 0) {
                int end = text.indexOf('>', i);
                List<String> list = lists.get(text.substring(i + 1, end));
                if (list == null) {
                    throw new IllegalArgumentException("no such list: " + text.substring(i, end + 1));
                }
                reading.append(read(list.get(chance.nextInt(list.size())), chance));
                i = end;
            } else {
                reading.append(c);
            }
        }
        return reading.toString();
    }

    private static int closing(String text, int opening) {
        int depth = 0;
        for (int i = opening; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a { is never closed: " + text);
    }

    /** Splits at every {@code |} that is not inside of braces. */
    static List<String> choices(String text) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '|' && depth == 0) {
                choices.add(text.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(text.substring(start));
        return choices;
    }
}

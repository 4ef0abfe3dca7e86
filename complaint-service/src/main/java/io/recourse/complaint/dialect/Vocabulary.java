package io.recourse.complaint.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.recourse.complaint.ComplaintStatus;
import io.recourse.complaint.Priority;
import io.recourse.platform.problem.InvalidInputException;

/**
 * The words of an older desk for statuses or priorities. It may have one word for several of ours: then the first of them
 * is what the word makes of a complaint, and all of them are what it finds.
 */
final class Vocabulary<E extends Enum<E>> {

    /** In the order open, in_progress, on_hold, escalated, resolved, closed, cancelled. */
    static final Vocabulary<ComplaintStatus> COMPLAINT_DESK =
            statuses("pending", "in_progress", "in_progress", "escalated", "resolved", "resolved", "cancelled");

    static final Vocabulary<ComplaintStatus> IMAGE_DESK =
            statuses("pending", "in_progress", "in_progress", "escalated", "resolved", "closed", "cancelled");

    static final Vocabulary<ComplaintStatus> TICKET_DESK =
            statuses("open", "in_progress", "in_progress", "in_progress", "resolved", "closed", "closed");

    static final Vocabulary<ComplaintStatus> HELPDESK =
            statuses("open", "in-progress", "in-progress", "escalated", "resolved", "closed", "closed");

    static final Vocabulary<ComplaintStatus> UTILITY_DESK =
            statuses("Pending", "In Progress", "In Progress", "In Progress", "Completed", "Completed", "Cancelled");

    /** For desks that know the same priorities. */
    static final Vocabulary<Priority> PRIORITIES =
            new Vocabulary<>("priority", Priority.class, Priority::fromString, "low", "medium", "high", "critical");

    static final Vocabulary<Priority> HELPDESK_PRIORITIES =
            new Vocabulary<>("priority", Priority.class, Priority::fromString, "low", "medium", "high", "high");

    private final String field;
    private final Map<E, String> words;
    private final Function<String, E> core;

    private Vocabulary(String field, Class<E> type, Function<String, E> core, String... inOrder) {
        this.field = field;
        this.core = core;
        this.words = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            words.put(value, inOrder[value.ordinal()]);
        }
    }

    private static Vocabulary<ComplaintStatus> statuses(String... inOrder) {
        return new Vocabulary<>("status", ComplaintStatus.class, ComplaintStatus::fromString, inOrder);
    }

    /** The word for one of ours. */
    String of(E value) {
        return words.get(value);
    }

    /**
     * What a word makes of a complaint; the words of the core are understood as well.
     *
     * @throws InvalidInputException (400) for a word that neither desk knows
     */
    E read(String word) {
        return all(word).getFirst();
    }

    /**
     * What a word makes of a complaint that has a value already: null, for nothing, where the word is the one for that
     * value, so that a client that sends back what it was shown changes nothing.
     */
    E change(String word, E present) {
        return all(word).contains(present) ? null : read(word);
    }

    /**
     * What a word finds.
     *
     * @throws InvalidInputException (400) for a word that neither desk knows
     */
    List<E> all(String word) {
        String plain = plain(word);
        List<E> found = words.entrySet().stream()
                .filter(entry -> plain(entry.getValue()).equals(plain))
                .map(Map.Entry::getKey)
                .toList();
        if (!found.isEmpty()) {
            return found;
        }
        try {
            return List.of(core.apply(word));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException(
                    field,
                    "must be one of " + words.values().stream().distinct().collect(Collectors.joining(", ")));
        }
    }

    /** What any of several words finds; nothing for none, which does not filter. */
    List<E> any(List<String> given) {
        List<E> found = new ArrayList<>();
        given.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(word -> !word.isBlank())
                .forEach(word -> found.addAll(all(word)));
        return found;
    }

    /** Counts by the words of the older desk. */
    Map<String, Long> counts(Map<E, Long> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> of(entry.getKey()), Map.Entry::getValue, Long::sum, java.util.LinkedHashMap::new));
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }
}

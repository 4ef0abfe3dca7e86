package io.recourse.complaint;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.recourse.platform.json.CleanText;
import io.recourse.platform.problem.InvalidInputException;

/**
 * Which complaints a list has, and in which order. Null and empty values do not filter.
 *
 * @param ids         any of them
 * @param statuses    any of them
 * @param assignedTo  a username, an id, {@code me} or {@code none}
 * @param createdBy   a username, an id or {@code me}
 * @param followUp    whether they follow up another one
 * @param createdFrom inclusive
 * @param createdTo   exclusive
 * @param search      words that title and description have, the last one perhaps only begun
 */
public record ComplaintFilter(
        List<Long> ids,
        List<ComplaintStatus> statuses,
        List<Priority> priorities,
        List<Category> categories,
        String assignedTo,
        String createdBy,
        Integer serviceType,
        Long parentId,
        Boolean followUp,
        Instant createdFrom,
        Instant createdTo,
        String search,
        ComplaintSort sort) {

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_NUMBERS = 100;

    /** The values of one parameter, each read by a function that refuses what it does not know. */
    public static <T> List<T> values(String name, List<String> given, Function<String, T> read) {
        return given.stream().map(text -> value(name, text, read)).toList();
    }

    /** Numbers, no more of them than a page has. */
    static List<Long> numbers(String name, List<String> given) {
        if (given.size() > MOST_NUMBERS) {
            throw new InvalidInputException(name, "may be given " + MOST_NUMBERS + " times at most");
        }
        return values(name, given, Long::valueOf);
    }

    /** The value of one parameter, null where it is absent. */
    public static <T> T value(String name, String given, Function<String, T> read) {
        if (given == null) {
            return null;
        }
        try {
            return read.apply(given);
        } catch (NumberFormatException noNumber) {
            throw new InvalidInputException(name, "must be a whole number");
        } catch (IllegalArgumentException unknown) {
            throw new InvalidInputException(name, unknown.getMessage());
        }
    }

    /** A text that may be stored and is of sensible length. */
    public static String text(String name, String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        CleanText.flaw(given).ifPresent(flaw -> {
            throw new InvalidInputException(name, flaw);
        });
        if (given.length() > LONGEST_TEXT) {
            throw new InvalidInputException(name, "must have at most " + LONGEST_TEXT + " characters");
        }
        return given.strip();
    }
}

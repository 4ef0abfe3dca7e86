package io.recourse.complaint.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.recourse.platform.problem.InvalidInputException;

/**
 * How far a stream has come: the next offset of each partition of the topic. It is the id of a server-sent event, so a
 * client that comes back with it as {@code Last-Event-ID}, to whichever instance, goes on where it was.
 */
record StreamPosition(Map<Integer, Long> nextOffsets) {

    private static final int MOST_PARTITIONS = 1_000;
    private static final Pattern PAIR = Pattern.compile("[0-9]{1,4}\\.[0-9]{1,18}");

    StreamPosition {
        nextOffsets = Map.copyOf(nextOffsets);
    }

    static StreamPosition start() {
        return new StreamPosition(Map.of());
    }

    /** Whether a change lies behind this position; a partition that the position does not know is all ahead. */
    boolean isPast(ComplaintChange change) {
        return nextOffsets.getOrDefault(change.partition(), 0L) > change.offset();
    }

    StreamPosition after(ComplaintChange change) {
        Map<Integer, Long> next = new TreeMap<>(nextOffsets);
        next.put(change.partition(), change.offset() + 1);
        return new StreamPosition(next);
    }

    /** The position as text: {@code partition.offset} pairs, separated by dashes. */
    String encode() {
        return new TreeMap<>(nextOffsets)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "." + entry.getValue())
                        .collect(Collectors.joining("-"));
    }

    /**
     * Reads a position.
     *
     * @throws InvalidInputException (400) for a text that is none
     */
    static StreamPosition decode(String text) {
        Map<Integer, Long> next = new HashMap<>();
        for (String pair : text.split("-", -1)) {
            if (next.size() == MOST_PARTITIONS || !PAIR.matcher(pair).matches()) {
                throw new InvalidInputException("Last-Event-ID", "is not the id of an event of this stream");
            }
            int dot = pair.indexOf('.');
            next.merge(Integer.valueOf(pair.substring(0, dot)), Long.valueOf(pair.substring(dot + 1)), Long::max);
        }
        return new StreamPosition(next);
    }
}

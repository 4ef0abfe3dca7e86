package io.recourse.complaint.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.recourse.platform.problem.InvalidInputException;

/**
 * How far a stream has come: the next offset of each partition of the topic. It is the id of a server-sent event, so a
 * client that comes back with it as {@code Last-Event-ID}, to whichever instance, goes on where it was.
 */
record StreamPosition(Map<Integer, Long> nextOffsets) {

    private static final int MOST_PARTITIONS = 1_000;

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
        if (!text.matches("\\d{1,4}\\.\\d{1,18}(-\\d{1,4}\\.\\d{1,18}){0," + (MOST_PARTITIONS - 1) + "}")) {
            throw new InvalidInputException("Last-Event-ID", "is not the id of an event of this stream");
        }
        return new StreamPosition(Arrays.stream(text.split("-"))
                .map(pair -> pair.split("\\."))
                .collect(Collectors.toMap(pair -> Integer.valueOf(pair[0]), pair -> Long.valueOf(pair[1]), Long::max)));
    }
}

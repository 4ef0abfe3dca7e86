package io.recourse.platform.json;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Enums as clients write them: each value by the word that its {@code toString} gives. */
public final class Words {

    private Words() {}

    /**
     * Finds the value that a word means, in any case.
     *
     * @param values all values of the enum
     * @throws IllegalArgumentException for any other word, with a message for the client
     */
    public static <E extends Enum<E>> E value(E[] values, String word) {
        String plain = word.strip();
        for (E value : values) {
            if (value.toString().equalsIgnoreCase(plain)) {
                return value;
            }
        }
        throw unknown(values);
    }

    /** The exception for a word that means no value; its message lists those that do. */
    public static IllegalArgumentException unknown(Enum<?>[] values) {
        return new IllegalArgumentException(
                "must be one of " + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", ")));
    }
}

package io.recourse.complaint.stream;

import java.util.Map;

import io.recourse.platform.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StreamPositionTest {

    @Test
    void readsWhatItWrote() {
        StreamPosition position = new StreamPosition(Map.of(0, 7L, 12, 999_999_999_999_999_999L));

        assertEquals(position, StreamPosition.decode(position.encode()));
        assertEquals(new StreamPosition(Map.of(1, 5L)), StreamPosition.decode("1.5-1.4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "1",
                "1.",
                ".1",
                "1.1-",
                "-1.1",
                "1.1--1.1",
                "1.1.1",
                "10000.1",
                "1.1000000000000000000",
                "\u0661.1"
            })
    void refusesOtherTexts(String text) {
        assertThrows(InvalidInputException.class, () -> StreamPosition.decode(text));
    }

    @Test
    void readsVeryLongTextsToTheirEnd() {
        StreamPosition.decode("1.1-".repeat(4_000) + "1.1");

        StringBuilder many = new StringBuilder("0.1");
        for (int partition = 1; partition <= 1_000; partition++) {
            many.append('-').append(partition).append(".1");
        }
        assertThrows(InvalidInputException.class, () -> StreamPosition.decode(many.toString()));
    }
}

package io.recourse.complaint;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0                        | 0  | 1
            bytes=0-99                       | 0  | 100
            bytes=0-                         | 0  | 100
            bytes=10-19                      | 10 | 10
            bytes=99-                        | 99 | 1
            bytes=50-5000                    | 50 | 50
            bytes=50-99999999999999999999999 | 50 | 50
            bytes=-1                         | 99 | 1
            bytes=-100                       | 0  | 100
            bytes=-99999999999999999999999   | 0  | 100
            Bytes = 3 - 4                    | 3  | 2
            bytes=,7-8,                      | 7  | 2""")
    void takesOneRange(String header, long from, long count) {
        assertEquals(Optional.of(new ByteRange(from, count, 100)), ByteRange.parse(header, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"})
    void refusesARangeOfWhichNothingExists(String header) {
        assertEquals(
                100,
                assertThrows(UnsatisfiableRangeException.class, () -> ByteRange.parse(header, 100))
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-2",
                "bytes=a-b",
                "bytes=--1",
                "bytes=1-2-3",
                "bytes=0-1,5-6",
                "items=0-1",
                "bytes=0x1-2",
                "bytes=١-٢"
            })
    void ignoresTheRest(String header) {
        assertEquals(Optional.empty(), ByteRange.parse(header, 100));
    }

    @Test
    void saysWhichBytesTheseAre() {
        assertEquals("bytes 10-19/100", new ByteRange(10, 10, 100).contentRange());
    }
}

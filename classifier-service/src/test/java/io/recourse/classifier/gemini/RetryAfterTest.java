package io.recourse.classifier.gemini;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1                             | PT1S
                    ' 30 '                        | PT30S
                    0                             | PT0S
                    999999999999                  | PT24H
                    Fri, 20 Nov 2026 12:01:00 GMT | PT1M
                    Fri, 20 Nov 2026 11:00:00 GMT | PT0S
                    Sun, 20 Dec 2026 12:00:00 GMT | PT24H
                    """)
    void readsSecondsAndDates(String header, Duration wait) {
        assertEquals(Optional.of(wait), RetryAfter.read(header, NOW));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "1.5", "20 Nov", "Xxx, 99 Nov 2026 12:01:00 GMT"})
    void passesOverWhatSaysNothing(String header) {
        assertEquals(Optional.empty(), RetryAfter.read(header, NOW));
    }

    @Test
    void isNotMisledByItsLength() {
        assertEquals(Optional.empty(), RetryAfter.read("9".repeat(10_000), NOW));
    }
}

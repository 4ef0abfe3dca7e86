package io.recourse.classifier.detail;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OneLineTest {

    @ParameterizedTest
    @CsvSource({
        "'The lift stands still.', 'The lift stands still.'",
        "'  one\n\n two\r\nthree\tfour  ', one two three four",
        "'a\u0000b\u0007c\u001b[31mred', 'a b c [31mred'",
        "'abc\u202edcba\u2066 \u200bx\ufeff\u00ad', 'abcdcba x'",
        "'one\u2028two\u2029three\u0085four', one two three four",
        "'lone \ud800 surrogate \udfff', 'lone surrogate'",
        "'<script>alert(1)</script>', '<script>alert(1)</script>'",
        "'बिल गलत है 😀', 'बिल गलत है 😀'",
    })
    void isOneLineOfWhatCanBeSeen(String text, String line) {
        assertEquals(Optional.of(line), OneLine.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u200b\u202e", "...", "\ud800", "😀 😀"})
    void aTextWithoutWordsIsNone(String text) {
        assertEquals(Optional.empty(), OneLine.of(text));
    }

    @Test
    void isCutBetweenWordsAndSaysSo() {
        String line = OneLine.of("word ".repeat(100)).orElseThrow();

        assertEquals("word ".repeat(27) + "word…", line);
        assertTrue(line.codePointCount(0, line.length()) <= OneLine.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\ud83d\ude00a", "क", "e\u0301"})
    void cutsAnEndlessWordWithoutBreakingACharacter(String piece) {
        String line = OneLine.of(piece.repeat(1_000)).orElseThrow();

        assertEquals(OneLine.LONGEST, line.codePointCount(0, line.length()));
        assertTrue(line.endsWith("…"));
        assertTrue(line.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2 == 0);
    }

    @Test
    void leavesTheLongestLineWhole() {
        String longest = "x".repeat(OneLine.LONGEST);

        assertEquals(Optional.of(longest), OneLine.of(longest));
    }
}

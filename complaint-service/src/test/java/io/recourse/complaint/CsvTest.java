package io.recourse.complaint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CsvTest {

    @Test
    void quotesWhatNeedsIt() {
        assertEquals(
                "1,\"a, \"\"b\"\"\",\"two\nlines\",,plain\r\n", Csv.line(1, "a, \"b\"", "two\nlines", null, "plain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    void takesTheEdgeOffFormulas(String formula) {
        assertEquals("'" + formula + "\r\n", Csv.line(formula));
    }
}

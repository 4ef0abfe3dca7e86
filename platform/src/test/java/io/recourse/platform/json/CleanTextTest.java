package io.recourse.platform.json;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class CleanTextTest {

    @Test
    void putsTextsOntoOneLine() {
        assertEquals("Water in the cellar", CleanText.onOneLine("Water \r\n\tin\u2028the\u0085 cellar\n"));
        assertEquals("Two  blanks stay", CleanText.onOneLine("Two  blanks stay"));
        assertEquals("", CleanText.onOneLine("\u001b"));
        assertNull(CleanText.onOneLine(null));
    }
}

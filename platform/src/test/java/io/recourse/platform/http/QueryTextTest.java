package io.recourse.platform.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueryTextTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "search=a+b", "search=caf%C3%A9", "search=%F0%9F%98%80&limit=5", "q=%25", "q=%00", "q=é"})
    void takesEscapedUtf8(String query) {
        assertTrue(QueryText.isWellFormed(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%2", "q=%zz", "q=%FF", "q=%ED%A0%80", "q=%C3&limit=5", "q=%C3(", "q=%C0%80"})
    void refusesWhatWouldBeReadAsSomethingElse(String query) {
        assertFalse(QueryText.isWellFormed(query));
    }
}

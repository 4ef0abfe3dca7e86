package io.recourse.platform.page;

import java.util.List;

import io.recourse.platform.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CursorTest {

    private static final Cursor CURSOR = new Cursor("complaints:-created_at", List.of("2026-11-20T08:00:00Z", "42"));

    @Test
    void readsBackWhatItWrote() {
        assertEquals(CURSOR, Cursor.decode(CURSOR.encode(), "complaints:-created_at", 2));
    }

    @Test
    void isRefusedByAnotherList() {
        String text = CURSOR.encode();

        assertThrows(InvalidInputException.class, () -> Cursor.decode(text, "complaints:created_at", 2));
        assertThrows(InvalidInputException.class, () -> Cursor.decode(text, "complaints:-created_at", 1));
    }

    @Test
    void isRefusedWithAnyCharacterChanged() {
        String text = CURSOR.encode();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = text.substring(0, i) + other + text.substring(i + 1);

            assertThrows(
                    InvalidInputException.class, () -> Cursor.decode(tampered, "complaints:-created_at", 2), tampered);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!!", "AAAAAAAAAAAA", "\u0000"})
    void refusesWhatIsNoCursor(String text) {
        assertThrows(InvalidInputException.class, () -> Cursor.decode(text, "complaints:-created_at", 2));
    }
}

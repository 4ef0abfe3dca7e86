package io.recourse.platform.page;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.recourse.platform.problem.InvalidInputException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CursorTest {

    private static final String LIST = "things:-created_at";

    @Test
    void readsBackWhatItWrote() {
        UUID id = UUID.randomUUID();
        Instant at = Instant.parse("2026-11-20T10:00:00.123456Z");
        Cursor cursor = new Cursor(LIST, List.of("7", at.toString(), id.toString()));

        Cursor read = Cursor.decode(cursor.encode(), LIST, 3);

        assertEquals(7, read.number(0));
        assertEquals(at, read.instant(1));
        assertEquals(id, read.uuid(2));
    }

    @Test
    void refusesWhatNoPageGave() {
        String text = new Cursor(LIST, List.of("7")).encode();

        for (String tampered : new String[] {"", "x", "%", text + "A", text.substring(1), text.toUpperCase()}) {
            assertThrows(InvalidInputException.class, () -> Cursor.decode(tampered, LIST, 1));
        }
        assertThrows(InvalidInputException.class, () -> Cursor.decode(text, "others", 1));
        assertThrows(InvalidInputException.class, () -> Cursor.decode(text, LIST, 2));
    }

    @Test
    void refusesKeysThatNoListHas() {
        assertThrows(InvalidInputException.class, () -> forged("seven").number(0));
        assertThrows(InvalidInputException.class, () -> forged("yesterday").instant(0));
        assertThrows(InvalidInputException.class, () -> forged("+999999999-01-01T00:00:00Z")
                .instant(0));
        assertThrows(InvalidInputException.class, () -> forged("me").uuid(0));
        assertThrows(InvalidInputException.class, () -> forged("a\0b"));
    }

    private static Cursor forged(String key) {
        return Cursor.decode(new Cursor(LIST, List.of(key)).encode(), LIST, 1);
    }
}

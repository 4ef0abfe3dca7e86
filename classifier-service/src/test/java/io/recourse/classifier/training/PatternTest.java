package io.recourse.classifier.training;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PatternTest {

    @Test
    void readsEveryChoice() {
        Pattern pattern = new Pattern("{a|b {c|d}} <day>", Map.of("day", List.of("Monday", "Friday")));

        List<String> readings = pattern.readings(100, new Random(1));

        assertEquals(
                Set.of("a Monday", "a Friday", "b c Monday", "b c Friday", "b d Monday", "b d Friday"),
                Set.copyOf(readings));
    }

    @Test
    void readsTheSameForTheSameChance() {
        Pattern pattern = new Pattern("{a|b|c|d} {e|f|g|h}", Map.of());

        assertEquals(pattern.readings(5, new Random(7)), pattern.readings(5, new Random(7)));
    }

    @Test
    void aChoiceOfNothingLeavesNoGap() {
        assertEquals("It leaks.", new Pattern("It leaks {|}.", Map.of()).reading(new Random(1)));
    }

    @Test
    void refusesWhatIsNotClosedOrUnknown() {
        assertThrows(IllegalArgumentException.class, () -> new Pattern("{a|b", Map.of()).reading(new Random(1)));
        assertThrows(IllegalArgumentException.class, () -> new Pattern("<week>", Map.of()).reading(new Random(1)));
    }
}

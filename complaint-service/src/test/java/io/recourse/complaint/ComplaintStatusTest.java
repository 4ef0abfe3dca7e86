package io.recourse.complaint;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ComplaintStatusTest {

    @ParameterizedTest
    @CsvSource({
        "open, in_progress on_hold escalated resolved closed cancelled",
        "in_progress, open on_hold escalated resolved closed cancelled",
        "on_hold, in_progress resolved closed cancelled",
        "escalated, in_progress on_hold resolved closed cancelled",
        "resolved, closed in_progress",
        "closed, in_progress",
        "cancelled, ''"
    })
    void leadsToExactlyTheStatusesOfTheTable(String from, String to) {
        Set<ComplaintStatus> expected = Arrays.stream(to.split(" "))
                .filter(word -> !word.isEmpty())
                .map(ComplaintStatus::fromString)
                .collect(Collectors.toSet());

        assertEquals(expected, ComplaintStatus.fromString(from).next());
    }

    @ParameterizedTest
    @CsvSource({
        "pending, OPEN",
        "Completed, RESOLVED",
        "In Progress, IN_PROGRESS",
        "in-progress, IN_PROGRESS",
        "ON HOLD, ON_HOLD",
        " escalated , ESCALATED"
    })
    void understandsTheWordsOfOlderDesks(String given, ComplaintStatus expected) {
        assertEquals(expected, ComplaintStatus.fromString(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "open!", "ОPEN"})
    void refusesOtherWords(String given) {
        assertThrows(IllegalArgumentException.class, () -> ComplaintStatus.fromString(given));
    }

    @Test
    void isWrittenInSnakeCase() {
        assertEquals("in_progress", ComplaintStatus.IN_PROGRESS.toString());
    }
}

package io.recourse.platform.http;

import java.util.List;

import io.recourse.platform.problem.InvalidInputException;
import io.recourse.platform.problem.PreconditionFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PreconditionsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", "\"7\"", "\"6\", \"7\"", "\"7-0a1b2c3d\"", "W/\"7\""})
    void lets(String ifMatch) {
        assertDoesNotThrow(() -> Preconditions.requireMatch(ifMatch, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/7", "W/\"6\"", "\"77\"", "\"77-0a1b2c3d\"", "nonsense"})
    void refuses(String ifMatch) {
        assertThrows(PreconditionFailedException.class, () -> Preconditions.requireMatch(ifMatch, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void refusesAHeaderWithoutATag(String ifMatch) {
        assertThrows(InvalidInputException.class, () -> Preconditions.requireMatch(ifMatch, 7));
    }

    @Test
    void tellsAnswersOfOneVersionApart() {
        String tag = Preconditions.etag(7, List.of("Ana"));

        assertNotEquals(tag, Preconditions.etag(7, List.of("Eva")));
        assertDoesNotThrow(() -> Preconditions.requireMatch(tag, 7));
        assertThrows(PreconditionFailedException.class, () -> Preconditions.requireMatch(tag, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"7\"", "W/\"7\"", "\"6\", W/\"7\""})
    void knows(String ifNoneMatch) {
        assertTrue(Preconditions.isKnown(ifNoneMatch, Preconditions.etag(7)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "7", "\"6\"", "\"77\""})
    void doesNotKnow(String ifNoneMatch) {
        assertFalse(Preconditions.isKnown(ifNoneMatch, Preconditions.etag(7)));
    }
}

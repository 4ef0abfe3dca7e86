package io.recourse.platform.http;

import io.recourse.platform.problem.PreconditionFailedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PreconditionsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*", "\"7\"", "\"6\", \"7\"", "W/\"7\""})
    void lets(String ifMatch) {
        assertDoesNotThrow(() -> Preconditions.requireMatch(ifMatch, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/7", "W/\"6\"", "\"77\"", "nonsense"})
    void refuses(String ifMatch) {
        assertThrows(PreconditionFailedException.class, () -> Preconditions.requireMatch(ifMatch, 7));
    }
}

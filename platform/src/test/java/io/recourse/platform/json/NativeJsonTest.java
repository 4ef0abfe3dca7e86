package io.recourse.platform.json;

import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.recourse.platform.problem.Problems;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NativeJsonTest {

    record Forgotten(int number) {}

    @RegisterForReflection
    record Registered(int number) {}

    @Test
    void knowsWhatIsAnnotatedAndWhatIsNoRecord() {
        assertFalse(NativeJson.knows(Forgotten.class));
        assertTrue(NativeJson.knows(Registered.class));
        assertTrue(NativeJson.knows(Map.class));
    }

    @Test
    void knowsTheViolationsInProblems() {
        assertTrue(NativeJson.knows(Problems.Violation.class));
    }
}

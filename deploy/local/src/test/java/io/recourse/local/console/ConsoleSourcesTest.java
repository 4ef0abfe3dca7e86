package io.recourse.local.console;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

/** The console's TypeScript, which the build strips of its types: whether they are right, and what its own tests say. */
class ConsoleSourcesTest {
    private static Chromium chromium;
    private static Workbench workbench;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.launch();
        workbench = Workbench.open(chromium);
    }

    @AfterAll
    static void close() {
        if (workbench != null) {
            workbench.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Beside one that is made here: a check that finds nothing because it sees nothing would be green for ever. */
    @Test
    void hasNoTypeErrors() {
        List<String> found = workbench.typeErrors(Map.of("/main/web/app/wrong.ts", """
                import type { Complaint } from './api/model';

                export const titleOf = (complaint: Complaint): string => complaint.id;
                """));

        assertEquals(List.of("/main/web/app/wrong.ts:3 Type 'number' is not assignable to type 'string'."), found);
    }

    @TestFactory
    Stream<DynamicContainer> keepsItsWord() {
        assertFalse(workbench.tests().isEmpty());
        return workbench.tests().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.substring("/test/web/".length()),
                        workbench.run(file).stream()
                                .map(result -> DynamicTest.dynamicTest(
                                        result.name(), () -> assertNull(result.failure(), result.failure())))));
    }
}

package io.recourse.platform;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

class ArchitectureTest {

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.recourse.platform");

        slices().matching("io.recourse.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}

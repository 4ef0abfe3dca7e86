package io.recourse.identity;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.recourse.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.recourse.identity.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_SERVERS_OF_TESTS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.recourse.embedded..", "io.recourse.local..");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THE_ROOT = noClasses()
            .that()
            .resideOutsideOfPackage("io.recourse.identity")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.recourse.identity");
}

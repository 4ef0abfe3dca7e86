package io.recourse.classifier;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.recourse.classifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.recourse.classifier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_EVENTS_AND_DIALECTS_DEPEND_ON_THE_ROOT = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.recourse.classifier", "io.recourse.classifier.event", "io.recourse.classifier.dialect")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.recourse.classifier");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_TEST_SERVERS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.recourse.embedded..", "io.recourse.deploy..");

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_TRAINING = noClasses()
            .that()
            .resideOutsideOfPackage("io.recourse.classifier.training")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.recourse.classifier.training");
}

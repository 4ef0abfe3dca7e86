package io.recourse.identity;

import java.util.Random;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
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

    /** Constants are made when a native executable is built, and its compiler refuses what would be random no more. */
    @ArchTest
    static final ArchRule NOTHING_RANDOM_IS_CONSTANT =
            noFields().that().areStatic().should().haveRawType(assignableTo(Random.class));

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THE_ROOT = noClasses()
            .that()
            .resideOutsideOfPackage("io.recourse.identity")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.recourse.identity");
}

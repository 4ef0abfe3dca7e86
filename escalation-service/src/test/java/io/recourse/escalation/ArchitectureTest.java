package io.recourse.escalation;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.recourse.escalation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.recourse.escalation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theServersOfTestsStayInTests =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.recourse.embedded..");

    @ArchTest
    static final ArchRule theTimeRulesLookAtNoWatch = noClasses()
            .that()
            .haveSimpleName("Deadlines")
            .or()
            .haveSimpleName("ComplaintClock")
            .or()
            .haveSimpleName("Agenda")
            .or()
            .haveSimpleName("CountedTime")
            .or()
            .haveSimpleName("WorkingHours")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");
}

package io.vedette.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of this module. */
@AnalyzeClasses(packages = "io.vedette", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_isPureJavaWithJson = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.vedette.core..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.statistics..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule stats_usesTheJdkAndOneLibraryOfStatistics = classes()
            .that()
            .resideInAPackage("..core.stats..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "io.vedette.core.stats..", "org.apache.commons.statistics..", "org.jspecify..");

    @ArchTest
    static final ArchRule trust_knowsNothingOfBundlesAndMessages = noClasses()
            .that()
            .resideInAPackage("..core.trust..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..core.bundle..", "..core.contract..", "..core.stats..");

    @ArchTest
    static final ArchRule drift_knowsNothingOfBundlesAndMessages = noClasses()
            .that()
            .resideInAPackage("..core.drift..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..core.bundle..", "..core.contract..", "..core.trust..");

    @ArchTest
    static final ArchRule contract_knowsNothingOfBundles = noClasses()
            .that()
            .resideInAPackage("..core.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..core.bundle..", "..core.trust..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.vedette.core.(*)..").should().beFreeOfCycles();
}

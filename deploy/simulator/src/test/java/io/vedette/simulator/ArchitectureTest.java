package io.vedette.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vedette.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule simulator_knowsNeitherTrainerNorConsole = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vedette.trainer..", "io.vedette.console..");

    @ArchTest
    static final ArchRule simulator_usesNativeLibrariesThroughTheRuntimeAlone =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule belt_knowsNothingOfScores = noClasses()
            .that()
            .resideInAPackage("io.vedette.simulator.belt..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vedette.simulator.score..");

    @ArchTest
    static final ArchRule parts_standAlone = noClasses()
            .that()
            .resideInAPackage("io.vedette.simulator.parts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vedette.simulator.belt..",
                    "io.vedette.simulator.score..",
                    "io.vedette.runtime..",
                    "io.vedette.agent..");

    @ArchTest
    static final ArchRule forgery_knowsCoreAlone = noClasses()
            .that()
            .resideInAPackage("io.vedette.simulator.forgery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vedette.simulator.belt..",
                    "io.vedette.simulator.parts..",
                    "io.vedette.simulator.score..",
                    "io.vedette.runtime..",
                    "io.vedette.agent..");

    @ArchTest
    static final ArchRule score_knowsNothingOfBelts = noClasses()
            .that()
            .resideInAPackage("io.vedette.simulator.score..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vedette.simulator.belt..", "io.vedette.runtime..");
}

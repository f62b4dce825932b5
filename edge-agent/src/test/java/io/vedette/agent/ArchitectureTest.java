package io.vedette.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vedette.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String AGENT = "io.vedette.agent.";

    @ArchTest
    static final ArchRule paho_isSeenByMessagingAlone = onlyIn("messaging", "org.eclipse.paho..");

    @ArchTest
    static final ArchRule pi4j_isSeenByGpioAlone = onlyIn("gpio", "com.pi4j..");

    @ArchTest
    static final ArchRule micrometer_isSeenByHealthAlone = onlyIn("health", "io.micrometer..");

    @ArchTest
    static final ArchRule micronaut_isSeenByWebAlone = onlyIn("web", "io.micronaut..");

    @ArchTest
    static final ArchRule picocliAndYaml_areSeenByWiringAlone = onlyIn("wiring", "picocli..", "org.yaml..");

    @ArchTest
    static final ArchRule health_knowsNoOtherRoom = knowsOnly("health");

    @ArchTest
    static final ArchRule camera_knowsHealthAlone = knowsOnly("camera", "health");

    @ArchTest
    static final ArchRule pipeline_knowsCameraAndHealthAlone = knowsOnly("pipeline", "camera", "health");

    @ArchTest
    static final ArchRule storage_knowsNoOtherRoom = knowsOnly("storage");

    @ArchTest
    static final ArchRule messaging_knowsHealthAndStorageAlone = knowsOnly("messaging", "health", "storage");

    @ArchTest
    static final ArchRule update_knowsHealthAndStorageAlone = knowsOnly("update", "health", "storage");

    @ArchTest
    static final ArchRule drift_knowsHealthAndStorageAlone = knowsOnly("drift", "health", "storage");

    @ArchTest
    static final ArchRule gpio_knowsHealthAlone = knowsOnly("gpio", "health");

    @ArchTest
    static final ArchRule web_knowsNoOtherRoom = knowsOnly("web");

    @ArchTest
    static final ArchRule decisions_useTheJdkAlone = classes()
            .that()
            .haveNameMatching(".*\\.pipeline\\.(Decisions|LabelDecisions|ItemDecisions|Smoother)")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.vedette.core.contract..", AGENT + "pipeline..");

    @ArchTest
    static final ArchRule updateDecisions_useTheJdkAlone = classes()
            .that()
            .haveNameMatching(".*\\.update\\.(UpdateMachine|TransitionTable|Probation|ChunkPlan)")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.vedette.core.contract..",
                    "io.vedette.core.stats..",
                    AGENT + "update..");

    @ArchTest
    static final ArchRule driftsDecisions_areOfCoreAndTheJdkAlone = classes()
            .that()
            .haveNameMatching(
                    ".*\\.drift\\.(Diagnosis|VerdictHold|SignalChange|WindowComparison|EntropyWatch|Commissioning)")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.vedette.core..", AGENT + "drift..");

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(AGENT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchRule knowsOnly(String room, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = AGENT + room + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = AGENT + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(AGENT + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.vedette.agent..").and(not(resideInAnyPackage(allowed))));
    }
}

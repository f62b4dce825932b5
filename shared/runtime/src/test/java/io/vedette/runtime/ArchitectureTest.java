package io.vedette.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vedette.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule image_usesOnlyTheSpecification = classes()
            .that()
            .resideInAPackage("io.vedette.runtime.image..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.vedette.core.bundle..", "io.vedette.runtime.image..");

    @ArchTest
    static final ArchRule ffmpeg_isSeenByMediaAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.vedette.runtime.media..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.ffmpeg..");

    @ArchTest
    static final ArchRule runtimes_areSeenByEngineAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.vedette.runtime.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "org.bytedeco.tensorflowlite..");

    @ArchTest
    static final ArchRule engine_knowsNothingOfMedia = noClasses()
            .that()
            .resideInAPackage("io.vedette.runtime.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vedette.runtime.media..");

    @ArchTest
    static final ArchRule media_knowsNothingOfEngines = noClasses()
            .that()
            .resideInAPackage("io.vedette.runtime.media..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vedette.runtime.engine..")
            .allowEmptyShould(true);
}

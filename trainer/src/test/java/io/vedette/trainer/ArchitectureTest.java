package io.vedette.trainer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The arrows between the trainer's packages, and the one package that may touch each library. */
@AnalyzeClasses(packages = "io.vedette.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.vedette.trainer.";
    private static final String[] JDK_ONLY = {"java..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule graph_usesTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + "graph..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(JDK_ONLY, ROOT + "graph.."));

    @ArchTest
    static final ArchRule graph_doesNotKnowItsPasses = noClasses()
            .that()
            .resideInAPackage(ROOT + "graph")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "graph.pass");

    @ArchTest
    static final ArchRule operators_doNotKnowGraphs = noClasses()
            .that()
            .resideInAPackage(ROOT + "graph.operator")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "graph", ROOT + "graph.pass");

    @ArchTest
    static final ArchRule interpreter_usesGraph = usesOnly("interpreter", "graph");

    @ArchTest
    static final ArchRule architecture_usesGraph = usesOnly("architecture", "graph");

    @ArchTest
    static final ArchRule onnx_usesGraph = usesOnly("onnx", "graph");

    @ArchTest
    static final ArchRule tflite_usesGraph = usesOnly("tflite", "graph");

    @ArchTest
    static final ArchRule importing_usesGraphOnnxAndTflite = usesOnly("importing", "graph", "onnx", "tflite");

    @ArchTest
    static final ArchRule inspection_usesGraph = usesOnly("inspection", "graph");

    @ArchTest
    static final ArchRule data_usesNoOther = usesOnly("data");

    @ArchTest
    static final ArchRule training_usesGraphAndData = usesOnly("training", "graph", "data");

    @ArchTest
    static final ArchRule quantization_usesGraphInterpreterOnnxAndData =
            usesOnly("quantization", "graph", "interpreter", "onnx", "data");

    @ArchTest
    static final ArchRule evaluation_usesGraph = usesOnly("evaluation", "graph");

    @ArchTest
    static final ArchRule evidence_usesWhatItProves =
            usesOnly("evidence", "graph", "onnx", "tflite", "quantization", "evaluation");

    @ArchTest
    static final ArchRule experiment_usesGraph = usesOnly("experiment", "graph");

    @ArchTest
    static final ArchRule cli_isUsedByNone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "cli..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule drift_usesData = usesOnly("drift", "data");

    @ArchTest
    static final ArchRule ejml_isForDrift = onlyIn("drift", "org.ejml..");

    @ArchTest
    static final ArchRule djl_isForTraining = onlyIn("training", "ai.djl..");

    @ArchTest
    static final ArchRule protobuf_isForOnnx =
            onlyIn("onnx", "ai.onnx.proto..", "com.google.protobuf..", "org.tribuo..");

    @ArchTest
    static final ArchRule flatbuffers_isForTflite = onlyIn("tflite", "com.google.flatbuffers..", "org.tensorflow..");

    @ArchTest
    static final ArchRule picocli_isForCli = onlyIn("cli", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule nativeRuntimes_areNotForTheTrainer =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.onnxruntime..", "org.bytedeco..");

    /** A package of ours depends on no other of ours than itself and those named. */
    private static ArchRule usesOnly(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(others))
                .map(each -> ROOT + each + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.vedette.trainer..").and(resideOutsideOfPackages(allowed)))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyIn(String name, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static String[] with(String[] first, String... second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
    }
}

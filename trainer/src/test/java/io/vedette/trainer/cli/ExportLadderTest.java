package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.Precision;
import io.vedette.core.bundle.Variant;
import io.vedette.core.bundle.VariantEvidence;
import io.vedette.core.json.RecordJson;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.experiment.RunDirectory;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.RescaledChannels;
import io.vedette.trainer.graph.operator.Relu;
import io.vedette.trainer.graph.operator.Transpose;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports for a target and within a budget, of one small run. */
class ExportLadderTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path run = Path.of("");

    private final Shell shell = new Shell();

    @BeforeAll
    static void train() {
        Path pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 60, 1);
        run = folder.resolve("run");
        Shell shell = new Shell();
        assertThat(shell.train(pictures, run, 5)).as(shell.err()).isZero();
        assertThat(shell.run("keys", "generate", "--out", folder)).isZero();
    }

    @Test
    void export_withinTheBudget_printsTheRungsAndKeepsThem() throws IOException {
        Path bundle = folder.resolve("ladder.vedette");

        assertThat(shell.export(run, 1, folder, bundle, "--max-drop", 40))
                .as(shell.err())
                .isZero();

        assertThat(shell.out())
                .containsPattern(
                        "Integers may cost 40.00 points of accuracy on \\d+ validation images; \\d+ training images")
                .containsPattern(
                        "(?m)^ +-?\\d+\\.\\d\\d +-?\\d+\\.\\d\\d to \\d+\\.\\d\\d +\\d+\\.\\d\\d %  (onnx|tflite)-int8 +min max$")
                .contains("Within the budget: min max");
        JsonNode quantization = report().path("quantization");
        assertThat(quantization.path("target").asText()).isEqualTo("any");
        assertThat(quantization.path("recipe").path("calibration").asText()).isEqualTo("min_max");
        JsonNode ladder = quantization.path("ladder");
        assertThat(ladder.path("maxDropPoints").asDouble()).isEqualTo(40);
        assertThat(ladder.path("rungs")).hasSize(1);
        assertThat(ladder.path("rungs").get(0).path("files").findValuesAsText("file"))
                .containsExactly("onnx-int8", "tflite-int8");
        assertThat(bundle).exists();
        assertThat(shell.run("evaluate", run)).as(shell.err()).isZero();
    }

    @Test
    void export_measuredFiles_provesItOnAPageAndInTheManifest() throws IOException {
        Path bundle = folder.resolve("evidence.vedette");

        assertThat(shell.export(run, 3, folder, bundle, "--max-drop", 40))
                .as(shell.err())
                .isZero();

        assertThat(shell.out())
                .containsPattern("onnx-int8 +(\\d+) of \\1 integer on this machine")
                .containsPattern("tflite-int8 +(\\d+) of \\1 integer on this machine")
                .doesNotContain("counted on this machine")
                .containsPattern("Evidence: .*evidence.html");
        assertThat(Files.readString(run.resolve("evidence.html")))
                .contains("<h1>bars 3</h1>")
                .contains("for any; integers: min max")
                .contains("The ladder")
                .contains("layer by layer")
                .contains("weights reach")
                .contains("onnx-fp32")
                .contains("integer on this machine");
        List<Variant> variants = new BundleReader(new TrustedKeys(List.of()), BundleLimits.DEFAULT)
                .readUnverifiedManifest(bundle)
                .variants();
        assertThat(variants).hasSize(4).allSatisfy(variant -> {
            VariantEvidence evidence = Objects.requireNonNull(variant.evidence());
            boolean isInteger = variant.precision() == Precision.INT8;
            assertThat(evidence.accuracyLow()).isLessThanOrEqualTo(variant.accuracy());
            assertThat(evidence.accuracyHigh()).isGreaterThanOrEqualTo(variant.accuracy());
            assertThat(evidence.twoThreadsLatencyMs()).isPositive();
            assertThat(evidence.integerLayers()).isEqualTo(evidence.layers());
            assertThat(evidence.layers() != null).isEqualTo(isInteger);
        });
    }

    @Test
    void export_forAnotherProcessor_tellsWhatThisOneWouldNotComputeInIntegers() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "On ARM these are integers");

        assertThat(shell.export(run, 1, folder, folder.resolve("proof.vedette"), "--target", "pi"))
                .as(shell.err())
                .isZero();

        assertThat(shell.out())
                .containsPattern("onnx-int8 +7 of 8 integer on this machine")
                .contains("not logits (Gemm): it reads int8 and writes uint8")
                .contains("counted on this machine, whose processor is amd64")
                .contains("what that of --target pi makes of them was not measured");
        assertThat(Files.readString(run.resolve("evidence.html")))
                .contains("for pi, though layers were counted on amd64; integers: min max");
        assertThat(report().path("release").asText()).isEqualTo("bars 1");
        assertThat(shell.run("inspect", folder.resolve("proof.vedette"))).isZero();
        assertThat(shell.out())
                .contains("7 of 8 layers in integers on the exporting machine")
                .contains("integers for: pi")
                .contains("layers counted on: amd64");
    }

    @Test
    void export_publicKeyToSignWith_namesTheFile() {
        assertThat(shell.run(
                        "export",
                        run,
                        "--name",
                        "bars",
                        "--release",
                        1,
                        "--key",
                        folder.resolve("vedette.pub"),
                        "--out",
                        folder.resolve("unsigned.vedette")))
                .isEqualTo(2);

        assertThat(shell.oneLine())
                .contains("No key to sign with in " + folder.resolve("vedette.pub") + ": Expected a PEM text");
    }

    @Test
    void export_fewValidationImages_passesWithADoubt() {
        assertThat(shell.export(run, 1, folder, folder.resolve("doubt.vedette"), "--max-drop", 2))
                .as(shell.err())
                .isZero();

        assertThat(shell.err())
                .containsPattern("\\d+ validation images are too few to prove it: (onnx|tflite)-int8 may lose up to");
    }

    @Test
    void export_budgetThatCannotBeMet_namesLayersAndLeavesNoBundle() throws IOException {
        Path stubborn = folder.resolve("stubborn");
        copy(run, stubborn);
        Graph network = new FoldBatchNorm().apply(RunDirectory.open(run).network());
        GraphFile.write(parted(RescaledChannels.of(network, 5)), stubborn.resolve("network.vgraph"));
        Files.writeString(stubborn.resolve("export.json"), "{}");
        Path bundle = folder.resolve("stubborn.vedette");

        assertThat(shell.export(stubborn, 1, folder, bundle, "--max-drop", 0, "--aware-epochs", 0))
                .isEqualTo(1);

        assertThat(shell.lastLine())
                .contains("No way into integers costs 0.00 points or less: the best, ")
                .contains("no bundle is written")
                .containsPattern("when they alone are in integers: [a-z0-9.]+ \\(-?\\d+\\.\\d\\d points\\), ");
        assertThat(shell.out())
                .contains("min max, equalized")
                .contains("layers in floats")
                .containsPattern("Evidence: .*evidence.html");
        assertThat(Files.readString(stubborn.resolve("evidence.html")))
                .contains("<h1>bars 1</h1>")
                .contains("no bundle: no way into integers costs 0.00 points or less; the best: ")
                .contains("none was good enough")
                .contains("<h2>No bundle of bars 1 was written</h2>")
                .containsPattern("<li>the best way into integers costs \\d+\\.\\d\\d points .*, allowed are 0.00</li>")
                .contains("<li>export.json beside this page is of an earlier export</li>")
                .contains("What stands in the way")
                .contains("layer by layer")
                .doesNotContain("The files");
        assertThat(bundle).doesNotExist();
    }

    @Test
    void export_fileBeyondItsTolerance_saysSoOnItsPageWithoutTheLadderOfAnEarlierExport() throws IOException {
        Path stubborn = folder.resolve("beyond");
        copy(run, stubborn);
        Graph network = new FoldBatchNorm().apply(RunDirectory.open(run).network());
        GraphFile.write(parted(RescaledChannels.of(network, 5)), stubborn.resolve("network.vgraph"));
        Files.writeString(stubborn.resolve("ladder.json"), "{}");
        Path bundle = folder.resolve("beyond.vedette");

        assertThat(shell.export(stubborn, 4, folder, bundle)).isEqualTo(1);

        assertThat(shell.out()).contains("NOT GOOD: accuracy drops by");
        assertThat(Files.readString(stubborn.resolve("evidence.html")))
                .contains("<p>no bundle; for any; integers: ")
                .containsSubsequence(
                        "<h2>No bundle of bars 4 was written</h2>", "-int8: accuracy drops by", "The files");
        assertThat(stubborn.resolve("ladder.json")).doesNotExist();
        assertThat(bundle).doesNotExist();

        assertThat(shell.export(stubborn, 4, folder, bundle, "--precision", "FLOAT32"))
                .as(shell.err())
                .isZero();

        assertThat(Files.readString(stubborn.resolve("evidence.html"))).doesNotContain("bundle");
    }

    @Test
    void export_allElseFails_trainsForIntegersAndJudgesTheFilesInFloatsTooIfTheyAreCarried() throws IOException {
        Path stubborn = folder.resolve("trained-on");
        copy(run, stubborn);
        Graph network = new FoldBatchNorm().apply(RunDirectory.open(run).network());
        GraphFile.write(parted(RescaledChannels.of(network, 5)), stubborn.resolve("network.vgraph"));
        Path bundle = folder.resolve("trained-on.vedette");

        assertThat(shell.export(stubborn, 1, folder, bundle, "--max-drop", 2, "--aware-epochs", 3))
                .isEqualTo(1);

        // Its integers are mended, but in floats this network is no longer what it was.
        assertThat(shell.out()).contains("Epoch 3 of 3").containsPattern("% +\\w+-fp32 +min max, trained for integers");
        assertThat(bundle).doesNotExist();

        assertThat(shell.export(
                        stubborn, 1, folder, bundle, "--max-drop", 12, "--aware-epochs", 3, "--precision", "INT8"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).containsPattern("% +\\w+-int8 +min max, trained for integers");
        assertThat(bundle).exists();
    }

    /** The same network with something behind each ReLU that does nothing, but through which equalization does not reach. */
    private static Graph parted(Graph graph) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.operator() instanceof Relu) {
                String before = node.output() + ".before";
                nodes.add(node.withOutput(before));
                nodes.add(new Node(before, new Transpose(List.of(0, 1, 2)), List.of(before), node.output(), Map.of()));
            } else {
                nodes.add(node);
            }
        }
        return graph.withNodes(nodes);
    }

    @ParameterizedTest
    @CsvSource({"pi, int8", "jetson-cpu, uint8", "JETSON-GPU, FLOAT", "x86, int8"})
    void export_eachTarget_isMeasuredAndKept(String target, String edges) throws IOException {
        assertThat(shell.export(
                        run,
                        1,
                        folder,
                        folder.resolve(target + ".vedette"),
                        "--target",
                        target,
                        "--tflite-edges",
                        edges))
                .as(shell.err())
                .isZero();

        assertThat(report().path("quantization").path("target").asText())
                .isEqualTo(target.toLowerCase(Locale.ROOT).replace('-', '_'));
        assertThat(report().path("quantization").path("tfliteEdges").asText())
                .isEqualTo(edges.toLowerCase(Locale.ROOT));
        assertThat(report().path("models").findValuesAsText("id")).contains("onnx-int8", "tflite-int8");
    }

    @ParameterizedTest
    @CsvSource({
        "--max-drop=-1, --max-drop is not between 0 and 100 points: -1.0",
        "--max-drop=x, --max-drop",
        "--target=phone, 'expected one of [any, x86, pi, jetson-cpu, jetson-gpu] but was'",
        "--calibration-images=31, --calibration-images is not 32 or more: 31",
    })
    void export_badValue_isOneLineBeforeTheWork(String option, String message) {
        assertThat(shell.export(run, 1, folder, folder.resolve("bad.vedette"), option))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains(message);
    }

    @Test
    void export_optionsThatContradict_areRefused() {
        Path bundle = folder.resolve("bad.vedette");
        assertThat(shell.export(run, 1, folder, bundle, "--max-drop", 1, "--calibration", "ENTROPY"))
                .isEqualTo(2);
        assertThat(shell.oneLine())
                .contains("--max-drop tries every --calibration")
                .contains("ENTROPY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--max-drop=1",
                "--aware-epochs=2",
                "--target=pi",
                "--tflite-edges=UINT8",
                "--calibration=ENTROPY",
                "--calibration-images=64"
            })
    void export_integersAskedForThatAreLeftOut_isRefused(String option) {
        assertThat(shell.export(run, 1, folder, folder.resolve("bad.vedette"), option, "--precision", "FLOAT32"))
                .isEqualTo(2);

        assertThat(shell.oneLine())
                .contains(option.substring(0, option.indexOf('='))
                        + " is for files in integers, of which --precision FLOAT32 has none");
    }

    @Test
    void export_tooFewTrainingImages_isOneLineButForFloats() throws IOException {
        Path few = folder.resolve("few");
        Path pictures = SyntheticPictures.write(folder.resolve("few-bars"), SyntheticPictures.LABELS, 10, 1);
        assertThat(shell.train(pictures, few, 1)).as(shell.err()).isZero();

        assertThat(shell.export(few, 1, folder, folder.resolve("few.vedette"))).isEqualTo(2);

        assertThat(shell.oneLine()).containsPattern("Calibration needs at least 32 training images but found \\d+");

        Path floats = folder.resolve("few-floats.vedette");
        assertThat(shell.export(few, 1, folder, floats, "--precision", "FLOAT32"))
                .as(shell.err())
                .isZero();

        assertThat(shell.out()).contains("onnx-fp32").contains("tflite-fp32").doesNotContain("int8");
        assertThat(Files.readString(few.resolve("evidence.html")))
                .contains("in floats alone")
                .doesNotContain("integer");
        JsonNode report = RecordJson.readTree(Files.readAllBytes(few.resolve("export.json")));
        assertThat(report.path("calibrationImages").asInt()).isZero();
        assertThat(report.has("quantization")).isFalse();
        assertThat(new BundleReader(new TrustedKeys(List.of()), BundleLimits.DEFAULT)
                        .readUnverifiedManifest(floats)
                        .provenance()
                        .details())
                .doesNotContainKey("integers");
    }

    private static JsonNode report() throws IOException {
        return RecordJson.readTree(Files.readAllBytes(run.resolve("export.json")));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : list(from)) {
            Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

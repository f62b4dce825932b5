package io.vedette.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.core.json.RecordJson;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.data.SyntheticPictures;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.operator.Add;
import io.vedette.trainer.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectFileTest {
    private static final Graph GRAPH = OperatorSamples.graph(Add.class, 5);

    @TempDir
    private Path folder;

    private final Shell shell = new Shell();

    @Test
    void inspect_file_showsLayersAndTotals() throws IOException {
        Path file = Files.write(folder.resolve("net"), OnnxWriter.write(GRAPH));

        assertThat(shell.run("inspect", file)).as(shell.err()).isZero();

        assertThat(shell.out())
                .contains("ONNX, " + String.format("%,d", Files.size(file)) + " bytes")
                .contains("input          3×9×7")
                .containsPattern("left .*convolution 3×3 +6×9×7 +168 +10,206")
                .contains(String.format("parameters     %,d", GRAPH.parameterCount()))
                .contains(String.format("operations     %,d multiply-accumulates", GRAPH.multiplyAccumulates()))
                .containsPattern("peak memory    [0-9,]+ bytes of activations in floats, while [a-z]+ runs")
                .containsPattern(" {15}[0-9,]+ bytes in 8-bit integers, while [a-z]+ runs")
                .doesNotContain("stored");
    }

    @Test
    void inspect_integerFile_showsScalesAndZeroPoints() throws IOException {
        Path file = Files.write(folder.resolve("net"), OnnxWriter.writeQuantized(QuantizedSamples.of(GRAPH)));

        assertThat(shell.run("inspect", file)).as(shell.err()).isZero();

        assertThat(shell.out())
                .containsPattern("input          3×9×7, uint8 scale [0-9.e-]+ zero point [0-9]+")
                .containsPattern(
                        "convolution 3×3.* uint8 scale [0-9.e-]+ zero point [0-9]+, weight int8 6 scales [0-9.e-]+ to [0-9.e-]+ zero point 0")
                .contains("as the file stores them");
    }

    @Test
    void inspect_longNames_areWholeInTheLastColumn() throws IOException {
        String scope = "MobilenetV1/Conv2d_1_depthwise/with/a/scope/of/the/tool/that/made/it/";
        Graph scoped = GRAPH.withNodes(GRAPH.nodes().stream()
                .map(node ->
                        new Node(scope + node.name(), node.operator(), node.inputs(), node.output(), node.weights()))
                .toList());
        String longest = scope + GRAPH.nodes().get(0).name();
        Path file = Files.createFile(folder.resolve("net.vgraph"));
        GraphFile.write(scoped, file);

        assertThat(shell.run("inspect", file)).as(shell.err()).isZero();

        assertThat(shell.out().lines().filter(line -> line.endsWith("  whole name")))
                .as(shell.out())
                .hasSize(1);
        assertThat(shell.out().lines().filter(line -> line.endsWith("  " + longest)))
                .as(shell.out())
                .hasSize(1);
    }

    @Test
    void inspect_json_saysTheSameToMachines() throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), OnnxWriter.write(GRAPH));

        assertThat(shell.run("inspect", file, "--json")).as(shell.err()).isZero();

        JsonNode model = RecordJson.readTree(shell.out().getBytes(StandardCharsets.UTF_8))
                .path("models")
                .path(0);
        assertThat(model.path("name").asText()).isEqualTo("net.onnx");
        assertThat(model.path("format").asText()).isEqualTo("onnx");
        JsonNode network = model.path("network");
        assertThat(network.path("parameters").asLong()).isEqualTo(GRAPH.parameterCount());
        assertThat(network.path("multiplyAccumulates").asLong()).isEqualTo(GRAPH.multiplyAccumulates());
        assertThat(network.path("isInteger").isBoolean()).isTrue();
        assertThat(network.path("layers").path(0).path("output").size()).isEqualTo(3);
    }

    @Test
    void inspect_picture_isWrittenWhereItWasAskedFor() throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), OnnxWriter.write(GRAPH));
        Path picture = folder.resolve("net.svg");

        assertThat(shell.run("inspect", file, "--picture", picture))
                .as(shell.err())
                .isZero();
        assertThat(picture).content().contains("<svg").contains("convolution 3×3");
        assertThat(shell.out()).contains("picture        " + picture);

        assertThat(shell.run("inspect", file, "--picture", folder.resolve("nowhere/net.svg")))
                .isEqualTo(2);
        assertThat(shell.oneLine()).contains("--picture has no folder to lie in");
        assertThat(shell.run("inspect", file, "--picture", folder)).isEqualTo(2);
        assertThat(shell.oneLine()).contains("--picture is a folder");
    }

    @Test
    void inspect_pictureOverTheModel_isRefused() throws IOException {
        byte[] content = OnnxWriter.write(GRAPH);
        Path file = Files.write(folder.resolve("net.onnx"), content);
        Path link = Files.createSymbolicLink(folder.resolve("net.svg"), file);

        for (Path picture : List.of(file, link, folder.resolve("../" + folder.getFileName() + "/net.onnx"))) {
            assertThat(shell.run("inspect", file, "--picture", picture)).isEqualTo(2);
            assertThat(shell.oneLine()).contains("--picture is the file " + file);
        }
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void inspect_pictureOverAnotherFile_replacesItWhole() throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), OnnxWriter.write(GRAPH));
        Path older = Files.writeString(folder.resolve("older.svg"), "older");
        Path twin = Files.createLink(folder.resolve("twin.svg"), older);
        Path link = Files.createSymbolicLink(folder.resolve("link.svg"), older);

        assertThat(shell.run("inspect", file, "--picture", link))
                .as(shell.err())
                .isZero();

        assertThat(older).content().contains("<svg").endsWith("</svg>");
        // Whoever had it open keeps all of what it was.
        assertThat(twin).hasContent("older");
        assertThat(link).isSymbolicLink();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void inspect_runAndItsBundle_showTheirNetworks() throws IOException {
        Path pictures = SyntheticPictures.write(folder.resolve("bars"), SyntheticPictures.LABELS, 30, 1);
        Path run = folder.resolve("run");
        assertThat(shell.train(pictures, run, 2)).isZero();
        assertThat(shell.run("inspect", run)).isZero();
        assertThat(shell.out()).contains("Vedette graph").contains("batch norm");

        assertThat(shell.run("keys", "generate", "--out", folder)).isZero();
        Path bundle = folder.resolve("bars-1.vedette");
        assertThat(shell.export(run, 1, folder, bundle)).as(shell.err()).isZero();
        assertThat(shell.run("inspect", bundle, "--trust", folder.resolve("vedette.pub"), "--variant", "tflite-int8"))
                .as(shell.err())
                .isZero();
        assertThat(shell.out())
                .contains("signature      good")
                .containsPattern(
                        "variant        onnx-fp32 .* bytes, accuracy .*\n +on [0-9]+ pictures, with 95 % confidence: accuracy"
                                + " [0-9.]+ to [0-9.]+ %, drop [-0-9.]+ to [-0-9.]+ points about [-0-9.]+; [0-9.]+ ms by two threads\n")
                .containsPattern(
                        "variant        tflite-int8 .*\n .*; [0-9]+ of [0-9]+ layers in integers on the exporting machine, [0-9.]+ ms by two threads\n")
                .contains("variant        tflite-int8\n")
                .contains("int8 scale")
                .doesNotContain("variant        onnx-fp32\n");

        assertThat(shell.run("inspect", bundle, "--json")).isZero();
        JsonNode json = RecordJson.readTree(shell.out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.path("bundle").path("name").asText()).isEqualTo("bars");
        assertThat(json.has("verifiedBy")).isFalse();
        assertThat(json.path("models").findValuesAsText("name")).contains("onnx-fp32", "tflite-int8");

        assertThat(shell.run("inspect", bundle, "--variant", "onnx")).isEqualTo(2);
        assertThat(shell.oneLine()).contains("onnx-int8");
    }

    @Test
    void inspect_networksOfOthers_haveWhatIsPublishedOfThem() {
        Path mobileNet = SharedData.require("models/tf2_mobilenet_v2_1.0_224_ptq.tflite");

        assertThat(shell.run("inspect", mobileNet)).as(shell.err()).isZero();

        // 300 M: Sandler et al. 2018, table 4; a class more than there.
        assertThat(shell.out())
                .contains("operations     300,775,552 multiply-accumulates")
                .contains("logits         1,001")
                .contains("input          3×224×224, uint8 scale 0.00784314 zero point 127");
    }
}

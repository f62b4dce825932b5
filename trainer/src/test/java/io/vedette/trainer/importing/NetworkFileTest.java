package io.vedette.trainer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.GraphFile;
import io.vedette.trainer.graph.IntegerType;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.TensorStorage;
import io.vedette.trainer.graph.operator.Convolution;
import io.vedette.trainer.graph.operator.Linear;
import io.vedette.trainer.graph.operator.WeightRole;
import io.vedette.trainer.onnx.OnnxWriter;
import io.vedette.trainer.tflite.TfliteWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    private static final Graph GRAPH = OperatorSamples.graph(Linear.class, 5);

    @TempDir
    private Path folder;

    @Test
    void read_misleadingName_goesByContent() throws IOException {
        assertThat(read("network.tflite", OnnxWriter.write(GRAPH)).format()).isEqualTo(NetworkFormat.ONNX);
        assertThat(read("network.onnx", TfliteWriter.write(GRAPH)).format()).isEqualTo(NetworkFormat.TFLITE);
        Path graph = folder.resolve("network.zip");
        GraphFile.write(GRAPH, graph);
        assertThat(NetworkFile.read(graph).graph()).isEqualTo(GRAPH);
    }

    @Test
    void read_floats_areStoredAsSuch() throws IOException {
        assertThat(read("a", OnnxWriter.write(GRAPH)).storage().isInteger()).isFalse();
        assertThat(read("b", TfliteWriter.write(GRAPH)).storage().isInteger()).isFalse();
    }

    @Test
    void read_integerTfliteFile_knowsEachScale() throws IOException {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 7));

        assertStored(quantized, read("a", TfliteWriter.writeQuantized(quantized)), IntegerType.INT8);
    }

    @Test
    void read_integerOnnxFile_knowsEachScale() throws IOException {
        QuantizedGraph quantized = QuantizedSamples.of(OperatorSamples.graph(Convolution.class, 7));

        assertStored(quantized, read("a", OnnxWriter.writeQuantized(quantized)), IntegerType.UINT8);
    }

    /** Every layer of the file has the scales that it was written with. */
    private static void assertStored(QuantizedGraph written, ImportedNetwork read, IntegerType activations) {
        var layers = read.graph().nodes().stream()
                .filter(node -> node.findWeight(WeightRole.WEIGHT).isPresent())
                .toList();
        var expected = written.graph().nodes().stream()
                .filter(node -> node.findWeight(WeightRole.WEIGHT).isPresent())
                .toList();
        assertThat(layers).hasSameSizeAs(expected).isNotEmpty();
        int shift = activations == IntegerType.UINT8 ? 128 : 0;
        for (int i = 0; i < layers.size(); i++) {
            QuantizationParameters value = written.getParameters(expected.get(i).output());
            assertThat(read.storage().ofValue(layers.get(i).output()))
                    .contains(TensorStorage.perTensor(activations, value.scale(), value.zeroPoint() + shift));
            var scales = written.getWeight(expected.get(i), WeightRole.WEIGHT)
                    .parameters()
                    .scales();
            TensorStorage weight = read.storage()
                    .findWeight(layers.get(i).name(), WeightRole.WEIGHT)
                    .orElseThrow();
            assertThat(weight.scales()).isEqualTo(scales.size());
            assertThat(weight.lowestScale())
                    .isEqualTo(scales.stream().min(Float::compare).orElseThrow());
            assertThat(weight.highestScale())
                    .isEqualTo(scales.stream().max(Float::compare).orElseThrow());
            assertThat(weight.type()).isEqualTo(IntegerType.INT8);
            assertThat(read.storage()
                            .findWeight(layers.get(i).name(), WeightRole.BIAS)
                            .map(TensorStorage::type))
                    .isEqualTo(layers.get(i).findWeight(WeightRole.BIAS).map(bias -> IntegerType.INT32));
        }
    }

    @Test
    void read_noNetwork_saysWhatItIs() throws IOException {
        assertRefused("", "is empty");
        assertRefused("GIF89a, and then some", "is neither an ONNX nor a TensorFlow Lite file");
        assertRefused("PK\3\4 an archive", "50 4b 03 04");
        assertThatThrownBy(() -> NetworkFile.read(folder)).hasMessageContaining("is no file");
        assertThatThrownBy(() -> NetworkFile.read(folder.resolve("nowhere"))).hasMessageContaining("is not there");
    }

    @Test
    void read_fileBeyondTheMemory_saysHowMuchThereIs() throws IOException {
        Path graph = folder.resolve("graph");
        GraphFile.write(GRAPH, graph);
        for (Path file : List.of(
                Files.write(folder.resolve("onnx"), OnnxWriter.write(GRAPH)),
                Files.write(folder.resolve("tflite"), TfliteWriter.write(GRAPH)),
                graph)) {
            long enough = 2 * Files.size(file);
            assertThat(NetworkFile.read(file, enough).graph().classes()).isEqualTo(GRAPH.classes());
            assertThatThrownBy(() -> NetworkFile.read(file, enough - 1))
                    .isInstanceOf(NetworkFileException.class)
                    .hasMessageContaining(file + " has " + Files.size(file) + " bytes")
                    .hasMessageContaining("the " + (enough - 1) + " bytes that this process may have")
                    .hasMessageContaining("-Xmx");
        }
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> NetworkFile.read(file))
                .isInstanceOfSatisfying(
                        NetworkFileException.class, e -> assertThat(e.file()).isEqualTo(file.toString()))
                .hasMessageContaining(message);
    }

    private ImportedNetwork read(String name, byte[] content) throws IOException {
        return NetworkFile.read(Files.write(folder.resolve(name), content));
    }
}

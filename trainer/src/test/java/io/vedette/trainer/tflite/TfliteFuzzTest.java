package io.vedette.trainer.tflite;

import io.vedette.trainer.SharedData;
import io.vedette.trainer.graph.DamagedFile;
import io.vedette.trainer.graph.FormatFuzz;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.InvalidGraphException;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.graph.pass.FoldBatchNorm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

class TfliteFuzzTest extends FormatFuzz {
    private static final List<Integer> STRANGE = List.of(
            0, 1, 2, 3, 5, -1, -2, 1 << 8, 1 << 15, 1 << 16, 1 << 20, 1 << 27, Integer.MAX_VALUE, Integer.MIN_VALUE);

    static Stream<String> models() {
        return Stream.of(
                "resnet8_cifar10_float",
                "resnet8_cifar10_int8",
                "mobilenet_v1_0.25_128_quant",
                "tf2_mobilenet_v2_1.0_224_ptq");
    }

    @Override
    protected Graph read(byte[] file) {
        return TfliteReader.read(file);
    }

    @Override
    protected List<Class<? extends RuntimeException>> refusals() {
        return List.of(TfliteFileException.class, InvalidGraphException.class);
    }

    @Override
    protected List<byte[]> files(Graph graph) {
        return List.of(
                TfliteWriter.write(new FoldBatchNorm().apply(graph)),
                TfliteWriter.writeQuantized(QuantizedSamples.of(graph)));
    }

    /** Shapes, scales, constants, and operators in circles. */
    @Override
    protected Stream<DamagedFile> altered(byte[] file, Random random) {
        return Stream.generate(() -> alteredCopy(file, random));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("models")
    void read_damagedModel_givesAGraphOrSaysWhyNot(String model) throws IOException {
        byte[] file = Files.readAllBytes(SharedData.require("models/" + model + ".tflite"));

        assertSurvivesDamage(file, model, MANY / 4);
        assertSurvivesAlteration(file, model, MANY);
    }

    /** One to three numbers of the tables replaced. */
    private static DamagedFile alteredCopy(byte[] file, Random random) {
        byte[] copy = file.clone();
        SubGraph graph = Model.getRootAsModel(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN))
                .subgraphs(0);
        List<String> changes = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int change = 0; change < count; change++) {
            changes.add(alter(graph, random));
        }
        return new DamagedFile(String.join(", ", changes), copy);
    }

    private static String alter(SubGraph graph, Random random) {
        int tensorIndex = random.nextInt(graph.tensorsLength());
        Tensor tensor = graph.tensors(tensorIndex);
        int operatorIndex = random.nextInt(graph.operatorsLength());
        Operator operator = graph.operators(operatorIndex);
        int strange = STRANGE.get(random.nextInt(STRANGE.size()));
        return switch (random.nextInt(5)) {
            case 0 -> "tensor " + tensorIndex + " shape " + put(tensor.shapeAsByteBuffer(), strange, random);
            case 1 -> {
                boolean hasScales =
                        tensor.quantization() != null && tensor.quantization().scaleLength() > 0;
                float scale = strange * 1e30f;
                yield "tensor " + tensorIndex + " scale "
                        + (hasScales
                                ? put(tensor.quantization().scaleAsByteBuffer(), Float.floatToIntBits(scale), random)
                                : "not there");
            }
            case 2 -> {
                // Mostly a tensor that there is: one made later, or by the operator itself, closes a circle.
                int other = random.nextInt(4) == 0 ? strange : random.nextInt(graph.tensorsLength());
                yield "operator " + operatorIndex + " input " + put(operator.inputsAsByteBuffer(), other, random);
            }
            case 3 -> {
                int other = random.nextInt(4) == 0 ? strange : random.nextInt(graph.tensorsLength());
                yield "operator " + operatorIndex + " output " + put(operator.outputsAsByteBuffer(), other, random);
            }
            default -> {
                ByteBuffer outputs = random.nextBoolean() ? graph.outputsAsByteBuffer() : graph.inputsAsByteBuffer();
                yield "ends of the network " + put(outputs, tensorIndex, random);
            }
        };
    }

    /** Replaces a word of a vector in the file. */
    private static String put(ByteBuffer vector, int number, Random random) {
        int words = vector == null ? 0 : vector.remaining() / Integer.BYTES;
        if (words == 0) {
            return "not there";
        }
        int word = random.nextInt(words);
        vector.order(ByteOrder.LITTLE_ENDIAN).putInt(vector.position() + Integer.BYTES * word, number);
        return word + " := " + number;
    }
}

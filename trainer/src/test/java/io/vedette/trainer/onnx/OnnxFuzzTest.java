package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.QuantizedSamples;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files give a graph or the exception that says why not, and take no more memory than is stated. */
class OnnxFuzzTest {
    private static final List<Long> STRANGE = List.of(
            -1L,
            0L,
            1L,
            2L,
            3L,
            4L,
            7L,
            189L,
            1L << 15,
            1L << 16,
            1L << 26,
            1L << 31,
            1L << 62,
            -1L << 40,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            (long) Integer.MAX_VALUE,
            (long) Integer.MIN_VALUE);

    private static final int FLIPPED = 40;
    private static final int CUT = 15;

    /** What a damaged file of some ten kilobytes may take: the messages that it is parsed to, its tensors, and what any reading takes. */
    private static final long MAX_BYTES = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Class<?>> kinds() {
        return OperatorSamples.kinds().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void read_damagedFile_givesAGraphOrTheReason(Class<?> kind) {
        Random random = new Random(kind.getSimpleName().hashCode());
        Graph graph = OperatorSamples.graph(kind, 53);
        int refused = 0;
        for (byte[] file : List.of(OnnxWriter.write(graph), OnnxWriter.writeQuantized(QuantizedSamples.of(graph)))) {
            for (int i = 0; i < FLIPPED; i++) {
                byte[] damaged = file.clone();
                int flips = 1 + random.nextInt(8);
                for (int flip = 0; flip < flips; flip++) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                refused += read(damaged).isPresent() ? 0 : 1;
            }
            for (int i = 0; i < CUT; i++) {
                refused +=
                        read(Arrays.copyOf(file, random.nextInt(file.length))).isPresent() ? 0 : 1;
            }
        }
        assertThat(refused).isPositive();
    }

    /** Whole files whose numbers make no sense: sizes, axes, paddings, shapes, types and versions. */
    @ParameterizedTest
    @MethodSource("kinds")
    void read_numbersWithoutSense_givesAGraphOrTheReason(Class<?> kind) throws Exception {
        Random random = new Random(kind.getSimpleName().hashCode());
        Graph graph = OperatorSamples.graph(kind, 53);
        int refused = 0;
        for (byte[] file : List.of(OnnxWriter.write(graph), OnnxWriter.writeQuantized(QuantizedSamples.of(graph)))) {
            ModelProto model = ModelProto.parseFrom(file);
            for (int i = 0; i < FLIPPED; i++) {
                refused += read(altered(model, random).toByteArray()).isPresent() ? 0 : 1;
            }
        }
        assertThat(refused).isPositive();
    }

    private static ModelProto altered(ModelProto model, Random random) {
        ModelProto.Builder altered = model.toBuilder();
        GraphProto.Builder graph = altered.getGraphBuilder();
        long strange = STRANGE.get(random.nextInt(STRANGE.size()));
        switch (random.nextInt(6)) {
            case 0 -> altered.getOpsetImportBuilder(0).setVersion(7 + random.nextInt(15));
            case 1 -> {
                TensorShapeProto.Builder shape = graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder();
                shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(strange);
            }
            case 2 -> {
                TensorProto.Builder tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
                if (tensor.getDimsCount() > 0) {
                    tensor.setDims(random.nextInt(tensor.getDimsCount()), strange);
                }
            }
            case 3 -> {
                TensorProto.Builder tensor = graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount()));
                if (tensor.getDataType() == TensorProto.DataType.INT64_VALUE) {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(tensor.getRawData().size()).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.put(tensor.getRawData().toByteArray());
                    bytes.putLong(Long.BYTES * random.nextInt(bytes.capacity() / Long.BYTES), strange);
                    tensor.setRawData(ByteString.copyFrom(bytes.flip()));
                } else {
                    tensor.setDataType(random.nextInt(24));
                }
            }
            case 4 -> {
                NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
                node.setInput(random.nextInt(node.getInputCount()), randomValue(model.getGraph(), random));
            }
            default -> {
                NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
                if (node.getAttributeCount() > 0) {
                    AttributeProto.Builder attribute =
                            node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
                    attribute.setI(strange).setF((float) strange);
                    if (attribute.getIntsCount() > 0) {
                        attribute.setInts(random.nextInt(attribute.getIntsCount()), strange);
                    }
                }
            }
        }
        return altered.build();
    }

    private static String randomValue(GraphProto graph, Random random) {
        return random.nextBoolean()
                ? graph.getNode(random.nextInt(graph.getNodeCount())).getOutput(0)
                : graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                        .getName();
    }

    private static Optional<Graph> read(byte[] file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<Graph> read = attempt(file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_BYTES);
        return read;
    }

    private static Optional<Graph> attempt(byte[] file) {
        try {
            return Optional.of(OnnxReader.read(file));
        } catch (OnnxFileException e) {
            assertThat(e).hasMessageStartingWith("ONNX file in memory ");
            return Optional.empty();
        }
    }
}

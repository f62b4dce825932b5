package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.trainer.SharedData;
import io.vedette.trainer.graph.DamagedFile;
import io.vedette.trainer.graph.FormatFuzz;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.QuantizedSamples;
import io.vedette.trainer.tflite.TfliteReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxFuzzTest extends FormatFuzz {
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

    /** Files of other tools, as our graphs and then in this format. */
    static Stream<String> models() {
        return Stream.of("resnet8_cifar10_float", "mobilenet_v1_0.25_128_quant", "tf2_mobilenet_v2_1.0_224_ptq");
    }

    @Override
    protected Graph read(byte[] file) {
        return OnnxReader.read(file);
    }

    @Override
    protected List<Class<? extends RuntimeException>> refusals() {
        return List.of(OnnxFileException.class);
    }

    @Override
    protected List<byte[]> files(Graph graph) {
        return List.of(OnnxWriter.write(graph), OnnxWriter.writeQuantized(QuantizedSamples.of(graph)));
    }

    /** Sizes, axes, paddings, shapes, types and versions, and nodes in circles. */
    @Override
    protected Stream<DamagedFile> altered(byte[] file, Random random) {
        ModelProto model = parsed(file);
        return Stream.generate(() -> altered(model, random));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("models")
    void read_damagedModel_givesAGraphOrTheReason(String model) throws Exception {
        byte[] file = OnnxWriter.write(TfliteReader.read(SharedData.require("models/" + model + ".tflite")));

        assertSurvivesDamage(file, model, MANY / 8);
        assertSurvivesAlteration(file, model, MANY / 4);
    }

    private static ModelProto parsed(byte[] file) {
        try {
            return ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("The file is whole", e);
        }
    }

    private static DamagedFile altered(ModelProto model, Random random) {
        ModelProto.Builder altered = model.toBuilder();
        GraphProto.Builder graph = altered.getGraphBuilder();
        long strange = STRANGE.get(random.nextInt(STRANGE.size()));
        int change = random.nextInt(6);
        switch (change) {
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
        return new DamagedFile(
                "change " + change + " to " + strange, altered.build().toByteArray());
    }

    private static String randomValue(GraphProto graph, Random random) {
        return random.nextBoolean()
                ? graph.getNode(random.nextInt(graph.getNodeCount())).getOutput(0)
                : graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                        .getName();
    }
}

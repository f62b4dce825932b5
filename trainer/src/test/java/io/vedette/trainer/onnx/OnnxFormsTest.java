package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxProbe;
import io.vedette.runtime.image.TensorLayout;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Pictures;
import io.vedette.trainer.graph.operator.Shape;
import io.vedette.trainer.interpreter.Interpreter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which other tools write what they mean: what is read computes as ONNX Runtime computes the file. */
class OnnxFormsTest {
    /** Float sums of some hundred numbers of order one, in another order than the reference's doubles. */
    private static final double TOLERANCE = 1e-4;

    private static final String PICTURE = OnnxSketch.PICTURE;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"windows", "arithmetic", "activations", "shapes", "constants", "integers", "pictures"})
    void read_form_computesAsOnnxRuntime(String form, OnnxSketch sketch, Function<OnnxSketch, byte[]> filling) {
        byte[] file = filling.apply(sketch);

        Graph graph = OnnxReader.read(form, file, FinalSoftmax.KEPT);

        for (float[] picture : Pictures.random(graph.input(), 3, 43)) {
            double[] found = Interpreter.run(graph, picture).get(graph.logits());
            assertThat(found).containsExactly(run(file, graph.input(), picture), Offset.offset(TOLERANCE));
        }
    }

    private static double[] run(byte[] file, Shape shape, float[] picture) {
        try (OnnxProbe probe = OnnxProbe.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            boolean isPlanar = probe.input().layout() == TensorLayout.NCHW;
            int area = shape.height() * shape.width();
            for (int i = 0; i < picture.length; i++) {
                int position = isPlanar ? i : i % area * shape.channels() + i / area;
                probe.inputBuffer().putFloat(position * Float.BYTES, picture[i]);
            }
            List<double[]> outputs = new ArrayList<>();
            probe.run((name, numbers) -> {
                double[] values = new double[numbers.remaining()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers.get(i);
                }
                outputs.add(values);
            });
            return outputs.get(0);
        }
    }

    private static Arguments form(String name, int opset, Function<OnnxSketch, byte[]> filling) {
        return arguments(name, new OnnxSketch(opset), filling);
    }

    /** One node on the picture. */
    private static Arguments one(
            String name, int opset, String type, int elements, Map<String, ?> attributes, int... kernel) {
        return form(name, opset, sketch -> {
            List<String> inputs = kernel.length == 0 ? List.of(PICTURE) : List.of(PICTURE, sketch.floats(kernel));
            return sketch.classified(sketch.node(type, inputs, attributes), elements);
        });
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                one(
                        "conv same upper",
                        11,
                        "Conv",
                        4 * 5 * 4,
                        Map.of("auto_pad", "SAME_UPPER", "strides", List.of(2, 2)),
                        4,
                        3,
                        2,
                        3),
                one(
                        "conv same lower",
                        11,
                        "Conv",
                        4 * 5 * 4,
                        Map.of("auto_pad", "SAME_LOWER", "strides", List.of(2, 2)),
                        4,
                        3,
                        2,
                        3),
                one("conv valid", 11, "Conv", 4 * 7 * 5, Map.of("auto_pad", "VALID"), 4, 3, 3, 3),
                one(
                        "conv not set",
                        11,
                        "Conv",
                        4 * 9 * 9,
                        Map.of("auto_pad", "NOTSET", "pads", List.of(0, 1, 2, 3)),
                        4,
                        3,
                        3,
                        3),
                one("conv groups", 11, "Conv", 6 * 7 * 5, Map.of("group", 3), 6, 1, 3, 3),
                one("conv dilations", 11, "Conv", 4 * 5 * 5, Map.of("dilations", List.of(2, 1)), 4, 3, 3, 3),
                one(
                        "max same upper",
                        11,
                        "MaxPool",
                        3 * 5 * 4,
                        Map.of("auto_pad", "SAME_UPPER", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2))),
                one(
                        "max same lower",
                        11,
                        "MaxPool",
                        3 * 5 * 4,
                        Map.of("auto_pad", "SAME_LOWER", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2))),
                one(
                        "max rounded up",
                        11,
                        "MaxPool",
                        3 * 4 * 4,
                        Map.of("kernel_shape", List.of(3, 2), "strides", List.of(2, 2), "ceil_mode", 1)),
                one(
                        "max rounded up within padding",
                        11,
                        "MaxPool",
                        3 * 5 * 4,
                        Map.of(
                                "kernel_shape",
                                List.of(2, 2),
                                "strides",
                                List.of(2, 2),
                                "ceil_mode",
                                1,
                                "pads",
                                List.of(0, 1, 1, 0))),
                one(
                        "average",
                        7,
                        "AveragePool",
                        3 * 4 * 3,
                        Map.of("kernel_shape", List.of(2, 2), "strides", List.of(2, 2))),
                one(
                        "average with padding",
                        11,
                        "AveragePool",
                        3 * 5 * 4,
                        Map.of("kernel_shape", List.of(3, 3), "strides", List.of(2, 2), "pads", List.of(1, 1, 1, 1))),
                one(
                        "average counts padding",
                        11,
                        "AveragePool",
                        3 * 5 * 4,
                        Map.of(
                                "kernel_shape",
                                List.of(3, 3),
                                "strides",
                                List.of(2, 2),
                                "pads",
                                List.of(1, 1, 1, 1),
                                "count_include_pad",
                                1)),
                one(
                        "average same lower",
                        11,
                        "AveragePool",
                        3 * 5 * 4,
                        Map.of("auto_pad", "SAME_LOWER", "kernel_shape", List.of(2, 2), "strides", List.of(2, 2))),
                one(
                        "average rounded up",
                        11,
                        "AveragePool",
                        3 * 5 * 4,
                        Map.of("kernel_shape", List.of(2, 2), "strides", List.of(2, 2), "ceil_mode", 1)),
                one("global average", 7, "GlobalAveragePool", 3, Map.of()),
                one("mean, axes as attribute", 11, "ReduceMean", 3, Map.of("axes", List.of(2, 3), "keepdims", 0)),
                one("mean, axes from the end", 11, "ReduceMean", 3, Map.of("axes", List.of(-1, -2))),
                form(
                        "mean, axes as input",
                        18,
                        sketch -> sketch.classified(sketch.node("ReduceMean", PICTURE, sketch.longs(2, 3)), 3)),
                one("pad, attributes", 7, "Pad", 3 * 12 * 11, Map.of("pads", List.of(0, 0, 1, 2, 0, 0, 2, 2))),
                form(
                        "pad, inputs",
                        11,
                        sketch -> sketch.classified(
                                sketch.node("Pad", PICTURE, sketch.longs(0, 0, 1, 2, 0, 0, 2, 2), sketch.number(0)),
                                3 * 12 * 11)),
                form(
                        "pad, axes",
                        18,
                        sketch -> sketch.classified(
                                sketch.node("Pad", PICTURE, sketch.longs(1, 2, 3, 4), "", sketch.longs(3, 2)),
                                3 * 15 * 11)));
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                form(
                        "matrix, outputs first",
                        11,
                        sketch -> sketch.toBytes(sketch.node(
                                "Gemm",
                                List.of(sketch.node("Flatten", PICTURE), sketch.floats(4, 189), sketch.floats(1, 4)),
                                Map.of("transB", 1, "alpha", 0.5f, "beta", 2f)))),
                form(
                        "matrix, one summand",
                        11,
                        sketch -> sketch.toBytes(sketch.node(
                                "Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 4), sketch.number(0.3f)))),
                form(
                        "matrix, column",
                        11,
                        sketch -> sketch.toBytes(sketch.node(
                                "Gemm",
                                List.of(
                                        sketch.node("Reshape", PICTURE, sketch.longs(189, 1)),
                                        sketch.floats(189, 4),
                                        sketch.floats(4)),
                                Map.of("transA", 1)))),
                form(
                        "product and sum",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "Add",
                                sketch.floats(4),
                                sketch.node("MatMul", sketch.node("Flatten", PICTURE), sketch.floats(189, 4))))),
                form(
                        "product with a turned matrix",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "MatMul",
                                sketch.node("Flatten", PICTURE),
                                sketch.node(
                                        "Transpose", List.of(sketch.floats(4, 189)), Map.of("perm", List.of(1, 0)))))),
                form(
                        "product of a bare vector",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "Reshape",
                                sketch.node(
                                        "MatMul",
                                        sketch.node("Reshape", PICTURE, sketch.longs(-1)),
                                        sketch.floats(189, 4)),
                                sketch.longs(1, 4)))),
                form(
                        "conv and its bias apart",
                        13,
                        sketch -> sketch.classified(
                                sketch.node("Add", sketch.convolution(PICTURE, 3, 4), sketch.floats(4, 1, 1)), 4 * 63)),
                form("conv scaled by constants", 13, sketch -> {
                    String scaled = sketch.node("Mul", sketch.floats(1, 4, 1, 1), sketch.convolution(PICTURE, 3, 4));
                    return sketch.classified(sketch.node("Sub", scaled, sketch.floats(1, 4, 1, 1)), 4 * 63);
                }),
                form("conv read twice and scaled once", 13, sketch -> {
                    String map = sketch.convolution(PICTURE, 3, 4);
                    String scaled = sketch.node("Div", map, sketch.positives(4, 1, 1));
                    return sketch.classified(sketch.node("Add", map, scaled), 4 * 63);
                }),
                form("picture normalised", 13, sketch -> {
                    String centred = sketch.node("Sub", PICTURE, sketch.floats(1, 3, 1, 1));
                    return sketch.classified(sketch.node("Div", centred, sketch.positives(3, 1, 1)), 189);
                }),
                form(
                        "one minus",
                        13,
                        sketch -> sketch.classified(
                                sketch.node("Sub", sketch.number(1), sketch.node("Relu", PICTURE)), 189)),
                form(
                        "vector scaled",
                        13,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Mul",
                                        sketch.node("Relu", sketch.node("Flatten", PICTURE)),
                                        sketch.floats(189)),
                                189)),
                form("norm of a map", 9, sketch -> sketch.classified(norm(sketch, PICTURE, 3), 189)),
                form("norm scaled by constants", 9, sketch -> {
                    String scaled = sketch.node("Mul", norm(sketch, PICTURE, 3), sketch.floats(3, 1, 1));
                    return sketch.classified(sketch.node("Add", scaled, sketch.floats(3, 1, 1)), 189);
                }),
                form("norm of a vector", 14, sketch -> {
                    String vector = sketch.node("Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 6));
                    return sketch.classified(norm(sketch, vector, 6), 6);
                }),
                form(
                        "sum of maps",
                        7,
                        sketch ->
                                sketch.classified(sketch.node("Add", sketch.convolution(PICTURE, 3, 3), PICTURE), 189)),
                form(
                        "sum of three maps",
                        8,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Sum",
                                        sketch.convolution(PICTURE, 3, 3),
                                        PICTURE,
                                        sketch.node("Relu", PICTURE)),
                                189)),
                form("squeeze and excitation, small one first", 13, sketch -> {
                    String map = sketch.convolution(PICTURE, 3, 4);
                    String mean = sketch.node("GlobalAveragePool", map);
                    String gate = sketch.node("Sigmoid", sketch.node("Conv", mean, sketch.floats(4, 4, 1, 1)));
                    return sketch.classified(sketch.node("Mul", gate, map), 4 * 63);
                }),
                form("squeeze and excitation of vectors", 13, sketch -> {
                    String map = sketch.convolution(PICTURE, 3, 4);
                    String mean = sketch.node("Flatten", sketch.node("GlobalAveragePool", map));
                    String gate = sketch.node("Sigmoid", sketch.node("Gemm", mean, sketch.floats(4, 4)));
                    String tall = sketch.node("Unsqueeze", gate, sketch.longs(2, 3));
                    return sketch.classified(sketch.node("Mul", map, tall), 4 * 63);
                }),
                form(
                        "concat of maps",
                        7,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Concat",
                                        List.of(PICTURE, sketch.convolution(PICTURE, 3, 4)),
                                        Map.of("axis", 1)),
                                7 * 63)),
                form(
                        "concat of vectors",
                        13,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Concat",
                                        List.of(
                                                sketch.node("Flatten", PICTURE),
                                                sketch.node("Flatten", sketch.node("GlobalAveragePool", PICTURE))),
                                        Map.of("axis", -1)),
                                192)));
    }

    private static String norm(OnnxSketch sketch, String value, int channels) {
        return sketch.node(
                "BatchNormalization",
                List.of(
                        value,
                        sketch.positives(channels),
                        sketch.floats(channels),
                        sketch.floats(channels),
                        sketch.positives(channels)),
                Map.of("epsilon", 1e-3f, "momentum", 0.9f));
    }

    static Stream<Arguments> activations() {
        return Stream.of(
                one("clip to six, attributes", 7, "Clip", 189, Map.of("min", 0f, "max", 6f)),
                one("clip below, attributes", 7, "Clip", 189, Map.of("min", 0f)),
                form(
                        "clip to six, inputs",
                        11,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Clip",
                                        sketch.node("Mul", PICTURE, sketch.number(9)),
                                        sketch.number(0),
                                        sketch.number(6)),
                                189)),
                form(
                        "clip below, inputs",
                        13,
                        sketch -> sketch.classified(sketch.node("Clip", PICTURE, sketch.number(0)), 189)),
                one("leaky relu", 7, "LeakyRelu", 189, Map.of("alpha", 0.2f)),
                one("leaky relu as usual", 7, "LeakyRelu", 189, Map.of()),
                one("hard-swish", 14, "HardSwish", 189, Map.of()),
                one("hard-sigmoid", 7, "HardSigmoid", 189, Map.of("alpha", 1 / 6f, "beta", 0.5f)),
                form(
                        "hard-swish of two nodes",
                        13,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Mul",
                                        sketch.node("HardSigmoid", List.of(PICTURE), Map.of("alpha", 1 / 6f)),
                                        PICTURE),
                                189)),
                form("sigmoid read twice", 13, sketch -> {
                    String gate = sketch.node("Sigmoid", PICTURE);
                    return sketch.classified(sketch.node("Add", sketch.node("Mul", PICTURE, gate), gate), 189);
                }),
                form(
                        "softmax of old",
                        11,
                        sketch -> sketch.toBytes(sketch.node(
                                "Softmax",
                                sketch.node("Gemm", sketch.node("Flatten", PICTURE), sketch.floats(189, 6))))),
                form(
                        "softmax over channels",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "Softmax",
                                List.of(sketch.node("GlobalAveragePool", sketch.convolution(PICTURE, 3, 6))),
                                Map.of("axis", 1)))),
                form(
                        "dropout of old",
                        7,
                        sketch -> sketch.classified(
                                sketch.node("Dropout", List.of(PICTURE), Map.of("ratio", 0.3f)), 189)),
                form(
                        "dropout",
                        13,
                        sketch -> sketch.classified(sketch.node("Dropout", PICTURE, sketch.number(0.3f)), 189)),
                form("identity", 13, sketch -> sketch.classified(sketch.node("Identity", PICTURE), 189)));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                form(
                        "reshape by the rest",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "MatMul",
                                sketch.node("Reshape", PICTURE, sketch.longs(0, -1)),
                                sketch.floats(189, 4)))),
                form(
                        "reshape to another map",
                        13,
                        sketch -> sketch.classified(
                                sketch.convolution(sketch.node("Reshape", PICTURE, sketch.longs(1, 7, 9, -1)), 7, 2),
                                2 * 27)),
                form("reshape by a shape that is put together", 13, sketch -> {
                    String shape = sketch.node("Shape", PICTURE);
                    String batch = sketch.node("Gather", List.of(shape, scalar(sketch, 0)), Map.of("axis", 0));
                    String list = sketch.node(
                            "Concat",
                            List.of(sketch.node("Unsqueeze", batch, sketch.longs(0)), sketch.longs(-1)),
                            Map.of("axis", 0));
                    return sketch.toBytes(
                            sketch.node("MatMul", sketch.node("Reshape", PICTURE, list), sketch.floats(189, 4)));
                }),
                form(
                        "flatten from the end",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "Gemm",
                                sketch.node("Flatten", List.of(PICTURE), Map.of("axis", -3)),
                                sketch.floats(189, 4)))),
                form(
                        "squeeze, attribute",
                        11,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Squeeze",
                                        List.of(sketch.node("GlobalAveragePool", PICTURE)),
                                        Map.of("axes", List.of(2, 3))),
                                3)),
                form(
                        "squeeze, input",
                        13,
                        sketch -> sketch.classified(
                                sketch.node("Squeeze", sketch.node("GlobalAveragePool", PICTURE), sketch.longs(-1, -2)),
                                3)),
                form("squeeze and unsqueeze, attributes", 11, sketch -> {
                    String vector = sketch.node("Squeeze", sketch.node("GlobalAveragePool", PICTURE));
                    String map = sketch.node("Unsqueeze", List.of(vector), Map.of("axes", List.of(0, 2, 3)));
                    return sketch.classified(sketch.node("Conv", map, sketch.floats(4, 3, 1, 1)), 4);
                }),
                one("transpose", 13, "Transpose", 189, Map.of("perm", List.of(0, 3, 1, 2))),
                form("flatten with channels last", 13, sketch -> {
                    String turned = sketch.node(
                            "Transpose",
                            List.of(sketch.convolution(PICTURE, 3, 4)),
                            Map.of("perm", List.of(0, 2, 3, 1)));
                    return sketch.classified(turned, 4 * 63);
                }),
                form(
                        "transpose that moves ones only",
                        13,
                        sketch -> sketch.classified(
                                sketch.node(
                                        "Transpose",
                                        List.of(sketch.node("GlobalAveragePool", PICTURE)),
                                        Map.of("perm", List.of(2, 3, 0, 1))),
                                3)),
                form(
                        "transpose of all",
                        13,
                        sketch -> sketch.toBytes(sketch.node(
                                "MatMul",
                                sketch.node("Reshape", sketch.node("Transpose", PICTURE), sketch.longs(1, -1)),
                                sketch.floats(189, 4)))),
                form("channel shuffle", 13, sketch -> {
                    String map = sketch.convolution(PICTURE, 3, 6);
                    String split = sketch.node("Reshape", map, sketch.longs(1, 2, 3, 9, 7));
                    String turned = sketch.node("Transpose", List.of(split), Map.of("perm", List.of(0, 2, 1, 3, 4)));
                    return sketch.classified(
                            sketch.convolution(sketch.node("Reshape", turned, sketch.longs(1, 6, 9, 7)), 6, 2), 2 * 63);
                }),
                form("nodes in any order", 13, sketch -> {
                    String map = sketch.node("Relu", sketch.convolution(PICTURE, 3, 4));
                    byte[] sorted = sketch.classified(map, 4 * 63);
                    List<NodeProto> nodes = new ArrayList<>(sketch.graph().getNodeList());
                    Collections.swap(nodes, 0, 1);
                    sketch.graph().clearNode().addAllNode(nodes);
                    byte[] unsorted = sketch.model().build().toByteArray();
                    assertThat(OnnxReader.read(unsorted)).isEqualTo(OnnxReader.read(sorted));
                    return sorted;
                }));
    }

    private static String scalar(OnnxSketch sketch, long value) {
        return sketch.constant(OnnxSketch.tensor(DataType.INT64_VALUE).addInt64Data(value));
    }

    static Stream<Arguments> constants() {
        return Stream.of(
                form(
                        "floats one by one",
                        13,
                        sketch -> sketch.classified(
                                sketch.node("Add", sketch.convolution(PICTURE, 3, 4), sketch.positives(4, 1, 1)),
                                4 * 63)),
                form("half floats, raw", 13, sketch -> {
                    ByteBuffer bytes = ByteBuffer.allocate(2 * 3).order(ByteOrder.LITTLE_ENDIAN);
                    for (int bits : new int[] {0x3c01, 0xb555, 0x0123}) {
                        bytes.putShort((short) bits);
                    }
                    String half = sketch.constant(OnnxSketch.tensor(DataType.FLOAT16_VALUE, 3, 1, 1)
                            .setRawData(ByteString.copyFrom(bytes.flip())));
                    return sketch.classified(sketch.node("Mul", PICTURE, toFloat(sketch, half)), 189);
                }),
                form("half floats, one by one", 13, sketch -> {
                    String half = sketch.constant(OnnxSketch.tensor(DataType.FLOAT16_VALUE, 3, 1, 1)
                            .addAllInt32Data(List.of(0x3c01, 0xb555, 0x4901)));
                    return sketch.classified(sketch.node("Mul", PICTURE, toFloat(sketch, half)), 189);
                }),
                form("doubles, one by one", 13, sketch -> {
                    String wide = sketch.constant(OnnxSketch.tensor(DataType.DOUBLE_VALUE, 3, 1, 1)
                            .addAllDoubleData(List.of(0.1, -2.5, 3e-5)));
                    return sketch.classified(sketch.node("Add", PICTURE, toFloat(sketch, wide)), 189);
                }),
                form("integers, raw", 13, sketch -> {
                    ByteBuffer bytes = ByteBuffer.allocate(4 * 3).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.putInt(7).putInt(-3).putInt(2);
                    String whole = sketch.constant(OnnxSketch.tensor(DataType.INT32_VALUE, 3, 1, 1)
                            .setRawData(ByteString.copyFrom(bytes.flip())));
                    return sketch.classified(sketch.node("Add", PICTURE, toFloat(sketch, whole)), 189);
                }),
                form("constants as nodes", 13, sketch -> {
                    TensorProto tensor = OnnxSketch.tensor(DataType.FLOAT_VALUE, 3, 1, 1)
                            .addAllFloatData(List.of(0.5f, 1.5f, -2f))
                            .build();
                    String factors = sketch.node("Constant", List.of(), Map.of("value", tensor));
                    String summand = sketch.node("Constant", List.of(), Map.of("value_float", 0.75f));
                    String shape = sketch.node("Constant", List.of(), Map.of("value_ints", List.of(0, -1)));
                    String scaled = sketch.node("Add", sketch.node("Mul", PICTURE, factors), summand);
                    return sketch.classified(sketch.node("Reshape", scaled, shape), 189);
                }),
                form("constants of one number", 13, sketch -> {
                    TensorProto number = OnnxSketch.tensor(DataType.FLOAT_VALUE, 1)
                            .addFloatData(0.25f)
                            .build();
                    String kernel =
                            sketch.node("ConstantOfShape", List.of(sketch.longs(4, 3, 3, 3)), Map.of("value", number));
                    String bias = sketch.node("ConstantOfShape", sketch.longs(4));
                    return sketch.classified(sketch.node("Conv", PICTURE, kernel, bias), 4 * 35);
                }),
                form("constants among the inputs", 8, sketch -> {
                    String kernel = sketch.floats(4, 3, 3, 3);
                    sketch.graph()
                            .addInput(
                                    0,
                                    ValueInfoProto.newBuilder()
                                            .setName(kernel)
                                            .setType(OnnxSketch.floatsOf(
                                                    OnnxSketch.dimension(4),
                                                    OnnxSketch.dimension(3),
                                                    OnnxSketch.dimension(3),
                                                    OnnxSketch.dimension(3))));
                    return sketch.classified(sketch.node("Conv", PICTURE, kernel), 4 * 35);
                }));
    }

    private static String toFloat(OnnxSketch sketch, String constant) {
        return sketch.node("Cast", List.of(constant), Map.of("to", 1));
    }

    static Stream<Arguments> integers() {
        return Stream.of(
                form("weights per channel of the second axis", 13, sketch -> {
                    String matrix = sketch.constant(OnnxSketch.tensor(DataType.INT8_VALUE, 189, 4)
                            .setRawData(ByteString.copyFrom(sketch.bytes(189, 4))));
                    String scales = sketch.constant(OnnxSketch.tensor(DataType.FLOAT_VALUE, 4)
                            .addAllFloatData(List.of(0.01f, 0.002f, 0.03f, 0.004f)));
                    String real = sketch.node("DequantizeLinear", List.of(matrix, scales), Map.of("axis", -1));
                    return sketch.toBytes(sketch.node("MatMul", sketch.node("Flatten", PICTURE), real));
                }),
                form("weights about a zero point, one by one", 10, sketch -> {
                    TensorProto.Builder kernel = OnnxSketch.tensor(DataType.UINT8_VALUE, 2, 3, 1, 1);
                    List.of(0, 255, 128, 17, 131, 90).forEach(kernel::addInt32Data);
                    String zeroPoint = sketch.constant(
                            OnnxSketch.tensor(DataType.UINT8_VALUE).addInt32Data(131));
                    String real =
                            sketch.node("DequantizeLinear", sketch.constant(kernel), sketch.number(0.02f), zeroPoint);
                    return sketch.classified(sketch.node("Conv", PICTURE, real), 2 * 63);
                }),
                form("weights rounded in the file", 13, sketch -> {
                    String zeroPoints = sketch.constant(
                            OnnxSketch.tensor(DataType.INT8_VALUE, 4).addAllInt32Data(List.of(0, 0, 0, 0)));
                    String scales = sketch.constant(OnnxSketch.tensor(DataType.FLOAT_VALUE, 4)
                            .addAllFloatData(List.of(0.02f, 0.005f, 0.03f, 0.01f)));
                    String whole = sketch.node(
                            "QuantizeLinear",
                            List.of(sketch.floats(4, 3, 3, 3), scales, zeroPoints),
                            Map.of("axis", 0));
                    String real =
                            sketch.node("DequantizeLinear", List.of(whole, scales, zeroPoints), Map.of("axis", 0));
                    return sketch.classified(sketch.node("Conv", PICTURE, real), 4 * 35);
                }));
    }

    static Stream<Arguments> pictures() {
        Function<OnnxSketch, byte[]> turned = sketch -> {
            String planar = sketch.node("Transpose", List.of(PICTURE), Map.of("perm", List.of(0, 3, 1, 2)));
            return sketch.classified(sketch.convolution(planar, 3, 4), 4 * 63);
        };
        Function<OnnxSketch, byte[]> normalisedAndTurned = sketch -> {
            String centred = sketch.node("Sub", PICTURE, sketch.floats(3));
            String scaled = sketch.node("Mul", centred, sketch.number(0.5f));
            String planar = sketch.node("Transpose", List.of(scaled), Map.of("perm", List.of(0, 3, 1, 2)));
            return sketch.classified(sketch.convolution(planar, 3, 4), 4 * 63);
        };
        return Stream.of(
                arguments("channels last", interleaved(), turned),
                arguments("channels last, normalised", interleaved(), normalisedAndTurned),
                arguments("channels last, as they are", interleaved(), (Function<OnnxSketch, byte[]>)
                        sketch -> sketch.classified(sketch.node("Relu", PICTURE), 189)),
                arguments("a batch of any size", batch(OnnxSketch.dimension("batch")), (Function<OnnxSketch, byte[]>)
                        sketch -> sketch.classified(sketch.convolution(PICTURE, 3, 4), 4 * 63)),
                arguments(
                        "a batch of unknown size", batch(Dimension.getDefaultInstance()), (Function<OnnxSketch, byte[]>)
                                sketch -> sketch.classified(sketch.convolution(PICTURE, 3, 4), 4 * 63)));
    }

    private static OnnxSketch interleaved() {
        return new OnnxSketch(
                13, OnnxSketch.dimension(1), OnnxSketch.dimension(9), OnnxSketch.dimension(7), OnnxSketch.dimension(3));
    }

    private static OnnxSketch batch(Dimension first) {
        return new OnnxSketch(13, first, OnnxSketch.dimension(3), OnnxSketch.dimension(9), OnnxSketch.dimension(7));
    }
}

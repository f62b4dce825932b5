package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A file as other tools write it: any operator, attribute and form of constant, with random weights. */
final class OnnxSketch {
    static final String PICTURE = "picture";

    private static final int CLASSES = 5;

    private final int opset;
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("sketch");
    private final Random random = new Random(41);
    private int names;

    /** A file for pictures of 3 × 9 × 7. */
    OnnxSketch(int opset) {
        this(opset, dimension(1), dimension(3), dimension(9), dimension(7));
    }

    OnnxSketch(int opset, Dimension... picture) {
        this.opset = opset;
        graph.addInput(value(PICTURE, picture));
    }

    static Dimension dimension(long size) {
        return Dimension.newBuilder().setDimValue(size).build();
    }

    static Dimension dimension(String parameter) {
        return Dimension.newBuilder().setDimParam(parameter).build();
    }

    private static ValueInfoProto value(String name, Dimension... dimensions) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(floatsOf(dimensions))
                .build();
    }

    static TypeProto.Builder floatsOf(Dimension... dimensions) {
        return TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT_VALUE)
                        .setShape(TensorShapeProto.newBuilder().addAllDim(Arrays.asList(dimensions))));
    }

    GraphProto.Builder graph() {
        return graph;
    }

    /** Adds a node and names its output. */
    String node(String type, List<String> inputs, Map<String, ?> attributes) {
        String output = type + names++;
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output);
        attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        return output;
    }

    String node(String type, String... inputs) {
        return node(type, List.of(inputs), Map.of());
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer number) {
            return attribute.setType(AttributeType.INT).setI(number).build();
        }
        if (value instanceof Float number) {
            return attribute.setType(AttributeType.FLOAT).setF(number).build();
        }
        if (value instanceof String text) {
            return attribute
                    .setType(AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(text))
                    .build();
        }
        if (value instanceof TensorProto tensor) {
            return attribute.setType(AttributeType.TENSOR).setT(tensor).build();
        }
        if (value instanceof GraphProto body) {
            return attribute.setType(AttributeType.GRAPH).setG(body).build();
        }
        attribute.setType(AttributeType.INTS);
        ((List<?>) value).forEach(number -> attribute.addInts((Integer) number));
        return attribute.build();
    }

    /** Adds a tensor under a new name. */
    String constant(TensorProto.Builder tensor) {
        String name = "constant" + names++;
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    /** Random floats in raw bytes. */
    String floats(int... dimensions) {
        float[] values = values(dimensions);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(tensor(DataType.FLOAT_VALUE, dimensions).setRawData(ByteString.copyFrom(bytes)));
    }

    /** Random floats, each between 0.5 and 1.5. */
    String positives(int... dimensions) {
        TensorProto.Builder tensor = tensor(DataType.FLOAT_VALUE, dimensions);
        for (int i = 0; i < elements(dimensions); i++) {
            tensor.addFloatData(0.5f + random.nextFloat());
        }
        return constant(tensor);
    }

    String number(float value) {
        return constant(tensor(DataType.FLOAT_VALUE).addFloatData(value));
    }

    String longs(long... values) {
        TensorProto.Builder tensor = tensor(DataType.INT64_VALUE, values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        return constant(tensor);
    }

    /** A tensor yet without numbers. */
    static TensorProto.Builder tensor(int type, int... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type);
        Arrays.stream(dimensions).forEach(tensor::addDims);
        return tensor;
    }

    float[] values(int... dimensions) {
        float[] values = new float[elements(dimensions)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.5f;
        }
        return values;
    }

    byte[] bytes(int... dimensions) {
        byte[] values = new byte[elements(dimensions)];
        random.nextBytes(values);
        return values;
    }

    private static int elements(int... dimensions) {
        return Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
    }

    /** A convolution of 3 × 3 that leaves a map's size. */
    String convolution(String input, int inputs, int outputs) {
        return node(
                "Conv",
                List.of(input, floats(outputs, inputs, 3, 3)),
                Map.of("pads", List.of(1, 1, 1, 1), "kernel_shape", List.of(3, 3)));
    }

    /** The file whose logits are scores from the numbers of a value. */
    byte[] classified(String value, int elements) {
        String flat = node("Flatten", value);
        return toBytes(node("Gemm", flat, floats(elements, CLASSES), floats(CLASSES)));
    }

    /** The file with these outputs. */
    byte[] toBytes(String... outputs) {
        for (String output : outputs) {
            graph.addOutput(ValueInfoProto.newBuilder()
                    .setName(output)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE))));
        }
        return model().build().toByteArray();
    }

    ModelProto.Builder model() {
        return ModelProto.newBuilder()
                .setIrVersion(opset < 9 ? 3 : 8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph);
    }
}

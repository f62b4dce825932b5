package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedTensor;
import io.vedette.trainer.graph.QuantizedType;
import io.vedette.trainer.graph.Tensor;
import io.vedette.trainer.graph.operator.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** A model file in the making: nodes in order, constant tensors, inputs and outputs. */
final class OnnxModel {
    /** 13 is the first operator set whose dequantization knows scales per channel, 14 the first with hard-swish. */
    private static final int OPSET = 14;

    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph;

    OnnxModel(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** A float input of one picture or vector. */
    void input(String name, Shape shape) {
        graph.addInput(value(name, shape));
    }

    /** A float output of one picture or vector. */
    void output(String name, Shape shape) {
        graph.addOutput(value(name, shape));
    }

    private static ValueInfoProto value(String name, Shape shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1));
        for (int dimension : shape.dimensions()) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(dimensions)))
                .build();
    }

    /** A node named after its output. Attributes are Long, Float or a list of Integer. */
    void node(String type, List<String> inputs, String output, Map<String, ?> attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(type)
                .setName(output + "/" + type)
                .addAllInput(inputs)
                .addOutput(output);
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> node.addAttribute(attribute(attribute.getKey(), attribute.getValue())));
        graph.addNode(node);
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long number) {
            return attribute
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(number)
                    .build();
        }
        if (value instanceof Float number) {
            return attribute
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        }
        if (value instanceof List<?> numbers) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            numbers.forEach(number -> attribute.addInts((Integer) number));
            return attribute.build();
        }
        throw new IllegalArgumentException("No form for attribute " + name + " of " + value.getClass());
    }

    /** A constant of floats. */
    String constant(String name, Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.elements() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.asBuffer());
        return constant(name, tensor.shape().dimensions(), TensorProto.DataType.FLOAT_VALUE, bytes);
    }

    /** A constant of one float. */
    String scalar(String name, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return constant(name, List.of(), TensorProto.DataType.FLOAT_VALUE, bytes.putFloat(value));
    }

    /** A constant list of int64, in which the file keeps paddings and shapes. */
    String longs(String name, List<Integer> values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putLong);
        return constant(name, List.of(values.size()), TensorProto.DataType.INT64_VALUE, bytes);
    }

    /** A constant of integers. */
    String constant(String name, QuantizedTensor tensor) {
        return constant(
                name, tensor.shape().dimensions(), typeOf(tensor.parameters().type()), tensor.asBytes());
    }

    /** The scale or scales of some parameters: a number when there is one, else a vector. */
    String scales(String name, QuantizationParameters parameters) {
        ByteBuffer bytes =
                ByteBuffer.allocate(parameters.scales().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        parameters.scales().forEach(bytes::putFloat);
        return constant(name, extent(parameters), TensorProto.DataType.FLOAT_VALUE, bytes.flip());
    }

    /** The zero points beside the scales. */
    String zeroPoints(String name, QuantizationParameters parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(
                        parameters.scales().size() * parameters.type().sizeBytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < parameters.scales().size(); i++) {
            if (parameters.type() == QuantizedType.INT32) {
                bytes.putInt(parameters.zeroPoint());
            } else {
                bytes.put((byte) parameters.zeroPoint());
            }
        }
        return constant(name, extent(parameters), typeOf(parameters.type()), bytes.flip());
    }

    private static List<Integer> extent(QuantizationParameters parameters) {
        return switch (parameters.granularity()) {
            case PER_TENSOR -> List.of();
            case PER_CHANNEL -> List.of(parameters.scales().size());
        };
    }

    private static int typeOf(QuantizedType type) {
        return switch (type) {
            case INT8 -> TensorProto.DataType.INT8_VALUE;
            case UINT8 -> TensorProto.DataType.UINT8_VALUE;
            case INT32 -> TensorProto.DataType.INT32_VALUE;
        };
    }

    private String constant(String name, List<Integer> dimensions, int type, ByteBuffer littleEndian) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .setRawData(ByteString.copyFrom(littleEndian.duplicate().rewind()));
        dimensions.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("vedette")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}

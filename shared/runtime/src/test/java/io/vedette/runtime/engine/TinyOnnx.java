package io.vedette.runtime.engine;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.util.List;

/** {@link TinyModel} as an ONNX file. */
final class TinyOnnx {
    private TinyOnnx() {}

    static ByteBuffer bytes() {
        return bytes("logits", List.of(1L, 1L, 2L, 2L), TinyModel.B_BIAS);
    }

    static ByteBuffer bytes(String logitsName, List<Long> inputShape, float[] logitsBias) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("input", inputShape))
                .addInitializer(tensor("a", TinyModel.A, TinyModel.FEATURES, TinyModel.PIXELS))
                .addInitializer(tensor("aBias", TinyModel.A_BIAS, TinyModel.FEATURES))
                .addInitializer(tensor("b", TinyModel.B, TinyModel.CLASSES, TinyModel.FEATURES))
                .addInitializer(tensor("bBias", logitsBias, TinyModel.CLASSES))
                .addNode(node("Flatten", "flat", "input"))
                .addNode(gemm("embedding", "flat", "a", "aBias"))
                .addNode(gemm(logitsName, "embedding", "b", "bBias"))
                .addOutput(value(logitsName, List.of(1L, (long) TinyModel.CLASSES)))
                .addOutput(value("embedding", List.of(1L, (long) TinyModel.FEATURES)))
                .addOutput(value("flat", List.of(1L, (long) TinyModel.PIXELS)));
        byte[] bytes = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
        return ByteBuffer.wrap(bytes);
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static NodeProto gemm(String output, String... inputs) {
        return node("Gemm", output, inputs).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("transB")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1))
                .build();
    }

    private static TensorProto tensor(String name, float[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static ValueInfoProto value(String name, List<Long> shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}

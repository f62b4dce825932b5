package io.vedette.trainer.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.trainer.graph.OperatorSamples;
import io.vedette.trainer.graph.operator.Linear;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that no network can be read from, each by what its refusal says. */
public final class BrokenOnnxFiles {
    private static final int PICTURE_VALUES = 3 * 9 * 7;

    private BrokenOnnxFiles() {}

    /** The files by a part of the message. */
    public static Map<String, byte[]> byMessage() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] whole = OnnxWriter.write(OperatorSamples.graph(Linear.class, 17));
        files.put("cut off", Arrays.copyOf(whole, whole.length / 2));
        files.put("Erf", sketch(13, sketch -> sketch.node("Erf", OnnxSketch.PICTURE)));
        files.put("99", sketch(99, sketch -> OnnxSketch.PICTURE));
        files.put("weights.bin", sketch(13, sketch -> convolved(sketch, external())));
        files.put(
                "16384, 16384",
                sketch(
                        13,
                        sketch -> convolved(sketch, OnnxSketch.tensor(DataType.FLOAT_VALUE, 1 << 14, 1 << 14, 3, 3))));
        files.put(
                "NaN",
                sketch(
                        13,
                        sketch -> convolved(
                                sketch,
                                OnnxSketch.tensor(DataType.FLOAT_VALUE, 1, 3, 1, 1)
                                        .addAllFloatData(List.of(1f, 2f, Float.NaN)))));
        files.put("around", sketch(13, BrokenOnnxFiles::circle));
        OnnxSketch dynamic = new OnnxSketch(
                13,
                OnnxSketch.dimension(1),
                OnnxSketch.dimension(3),
                OnnxSketch.dimension(9),
                OnnxSketch.dimension("width"));
        files.put("width", dynamic.classified(OnnxSketch.PICTURE, PICTURE_VALUES));
        return files;
    }

    private interface Content {
        String add(OnnxSketch sketch);
    }

    private static byte[] sketch(int opset, Content content) {
        OnnxSketch sketch = new OnnxSketch(opset);
        return sketch.classified(content.add(sketch), PICTURE_VALUES);
    }

    private static String convolved(OnnxSketch sketch, TensorProto.Builder kernel) {
        return sketch.node("Conv", OnnxSketch.PICTURE, sketch.constant(kernel));
    }

    private static TensorProto.Builder external() {
        return OnnxSketch.tensor(DataType.FLOAT_VALUE, 4, 3, 1, 1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("weights.bin"));
    }

    private static String circle(OnnxSketch sketch) {
        sketch.graph()
                .addNode(NodeProto.newBuilder()
                        .setOpType("Add")
                        .setName("around")
                        .addInput(OnnxSketch.PICTURE)
                        .addInput("back")
                        .addOutput("there"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Relu")
                        .setName("again")
                        .addInput("there")
                        .addOutput("back"));
        return "back";
    }
}

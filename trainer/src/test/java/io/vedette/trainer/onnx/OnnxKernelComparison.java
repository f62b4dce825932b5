package io.vedette.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.runtime.engine.EngineOptions;
import io.vedette.runtime.engine.OnnxProbe;
import io.vedette.trainer.graph.FusedNode;
import io.vedette.trainer.graph.Graph;
import io.vedette.trainer.graph.Node;
import io.vedette.trainer.graph.QuantizationParameters;
import io.vedette.trainer.graph.QuantizedGraph;
import io.vedette.trainer.interpreter.Interpreter;
import io.vedette.trainer.interpreter.Simulation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The textbook beside ONNX Runtime's integer kernels, node by node, each fed with what the kernels made before it: nowhere more than a step
 * apart.
 */
public final class OnnxKernelComparison {
    private static final String SEEN = "/seen";

    private OnnxKernelComparison() {}

    /** Compares on pictures; more than a step is an error that names the number. */
    public static void assertWithinAStep(QuantizedGraph quantized, List<float[]> pictures) {
        byte[] file = observable(quantized);
        try (OnnxProbe probe = OnnxProbe.open("test", ByteBuffer.wrap(file), EngineOptions.SINGLE_THREAD)) {
            for (float[] picture : pictures) {
                probe.inputBuffer().asFloatBuffer().put(picture);
                Map<String, double[]> kernels = new HashMap<>();
                probe.run((name, numbers) -> {
                    if (name.endsWith(SEEN)) {
                        double[] seen = new double[numbers.remaining()];
                        for (int i = 0; i < seen.length; i++) {
                            seen[i] = numbers.get(i);
                        }
                        kernels.put(name.substring(0, name.length() - SEEN.length()), seen);
                    }
                });
                quantized.nodes().forEach(fused -> assertWithinAStep(quantized, fused, kernels));
            }
        }
    }

    private static void assertWithinAStep(QuantizedGraph quantized, FusedNode fused, Map<String, double[]> kernels) {
        Node node = quantized.dequantized(fused.node());
        List<double[]> inputs = node.inputs().stream()
                .map(value -> Objects.requireNonNull(kernels.get(value), value))
                .toList();
        double[] expected = Simulation.activated(
                fused, Interpreter.compute(node, quantized.graph().inputShapes(node), inputs));
        double[] found = Objects.requireNonNull(kernels.get(fused.output()), fused.output());
        QuantizationParameters parameters = quantized.getParameters(fused.output());
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            int integer = parameters.toInteger(expected[i]);
            assertThat(parameters.toInteger(found[i]))
                    .as("number %d of %s", i, fused.output())
                    .isBetween(integer - 1, integer + 1);
        }
    }

    /** The file with an output for each stored value, dequantized for nobody else. */
    private static byte[] observable(QuantizedGraph quantized) {
        ModelProto.Builder model = parsed(OnnxWriter.writeQuantized(quantized)).toBuilder();
        GraphProto.Builder file = model.getGraphBuilder();
        Graph graph = quantized.graph();
        ValueNames names = ValueNames.forOutputs(graph);
        for (String value : quantized.values().keySet()) {
            String name = names.of(value);
            file.addNode(NodeProto.newBuilder()
                    .setOpType("DequantizeLinear")
                    .addInput(name + "/quantized")
                    .addInput(name + "/parameters/scale")
                    .addInput(name + "/parameters/zero_point")
                    .addOutput(value + SEEN));
            file.addOutput(ValueInfoProto.newBuilder()
                    .setName(value + SEEN)
                    .setType(TypeProto.newBuilder()
                            .setTensorType(
                                    TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
        }
        return model.build().toByteArray();
    }

    private static ModelProto parsed(byte[] file) {
        try {
            return ModelProto.parseFrom(file);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The file was just written", e);
        }
    }
}
